/** What the camera sees of the print where there is no WebGL: the same cells, from a small copy of its frame. */
import type { Size } from '../camera/reader';
import type { FrameImage } from '../camera/source';
import { apply, type Matrix3 } from '../math/homography';
import { CELLS, type Cells } from './light';

/** Places of a cell, a side, and pixels of the copy. */
const PLACES = 4;
const COPY = 96;
/** Milliseconds between two looks. */
const EVERY = 400;

export class Sampler {
  private readonly context = document.createElement('canvas').getContext('2d', { willReadFrequently: true, alpha: false });
  private pixels: ImageData | null = null;
  private takenAt = -Infinity;

  /** Keeps a copy of the frame when it is time for a look. */
  keep(image: FrameImage, { width, height }: Size, time: number): void {
    const { context } = this;
    if (time - this.takenAt < EVERY || !context) return;
    this.takenAt = time;
    const size = { width: COPY, height: Math.max(1, Math.round((COPY * height) / width)) };
    if (context.canvas.height !== size.height || context.canvas.width !== COPY) Object.assign(context.canvas, size);
    context.drawImage(image, 0, 0, size.width, size.height);
    this.pixels = context.getImageData(0, 0, size.width, size.height);
  }

  /** `print`: the picture's unit square onto the frame's. Null while nothing is new. */
  look(print: Matrix3): Cells | null {
    const { pixels } = this;
    this.pixels = null;
    return pixels && cellsIn(pixels, print);
  }
}

/** Means of the print's cells in an RGBA frame; their alpha is the share of each that is in the frame. */
export function cellsIn({ data, width, height }: { data: Uint8ClampedArray; width: number; height: number }, print: Matrix3): Cells {
  const cells = new Float64Array(CELLS * CELLS * 4);
  const side = CELLS * PLACES;
  for (let i = 0; i < side * side; i++) {
    const [column, row] = [i % side, Math.floor(i / side)];
    const { x, y } = apply(print, { x: (column + 0.5) / side, y: (row + 0.5) / side });
    if (!(x >= 0 && x < 1 && y >= 0 && y < 1)) continue;
    const from = 4 * (Math.floor(y * height) * width + Math.floor(x * width));
    const to = 4 * (Math.floor(row / PLACES) * CELLS + Math.floor(column / PLACES));
    for (let c = 0; c < 4; c++) cells[to + c]! += data[from + c]!;
  }
  return Uint8ClampedArray.from(cells, (sum) => sum / PLACES ** 2);
}

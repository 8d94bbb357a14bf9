/** Brings camera frames to the size that the engines work on. */
import type { Pixels } from '../engine';
import { LumaReader } from './luma';
import { LONG_SIDES } from './pace';
import type { CameraFrame } from './source';

/** Pixels of the longer side: finds a picture that fills a quarter of the view, and stays affordable for a phone. */
const [LONG_SIDE] = LONG_SIDES;

export interface Size {
  width: number;
  height: number;
}

/** The processing size of a frame: its aspect kept, even sides, never enlarged. */
export function processingSize({ width, height }: Size, longSide: number = LONG_SIDE): Size {
  const scale = Math.min(1, longSide / Math.max(width, height));
  const even = (side: number): number => 2 * Math.round((side * scale) / 2);
  return { width: even(width), height: even(height) };
}

export class FrameReader {
  private readonly canvas = document.createElement('canvas');
  private readonly context = this.canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  private readonly luma = new LumaReader();
  private grey: Pixels = { format: 'grey', width: 0, height: 0, data: new Uint8Array(0) };

  /** Grey where an engine takes that and it comes cheaper, else RGBA. The same grey buffer again once it is back. */
  async read(frame: CameraFrame, takesGrey: boolean, longSide: number = LONG_SIDE): Promise<Pixels> {
    const size = processingSize(frame, longSide);
    if (takesGrey && (await this.luma.read(frame.image, size, this.greyOf(size)))) return this.grey;
    return this.draw(frame, size);
  }

  private greyOf({ width, height }: Size): Pixels {
    const { data } = this.grey;
    const fits = data.length === width * height;
    this.grey = { format: 'grey', width, height, data: fits ? data : new Uint8Array(width * height) };
    return this.grey;
  }

  private draw(frame: CameraFrame, { width, height }: Size): Pixels {
    if (!this.context) throw new Error('no 2D canvas');
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    this.context.drawImage(frame.image, 0, 0, width, height);
    const { data } = this.context.getImageData(0, 0, width, height);
    return { format: 'rgba', width, height, data: new Uint8Array(data.buffer) };
  }
}

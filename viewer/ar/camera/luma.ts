/** The luma plane of a camera's frame: what a tracker works on is there already, no canvas need convert it. */
import type { Pixels } from '../engine';
import type { Size } from './reader';
import type { FrameImage } from './source';

/** Formats of WebCodecs whose first plane is luma, 8 bits each. */
const PLANAR = new Set(['I420', 'I420A', 'I422', 'I422A', 'I444', 'I444A', 'NV12']);

/** One pixel in so many tells how light a frame is; it shares no factor with usual widths, so it visits all columns. */
const SPARSE = 97;

/** Newer than the type library: how the picture must be turned to be upright. */
interface Turned {
  rotation?: number;
  flip?: boolean;
}

export class LumaReader {
  private planes = new Uint8Array(0);
  private works = true;

  /** The frame in `size` into `out.data`; false where its format, its size or its turn want a canvas. */
  async read(image: FrameImage, size: Size, out: Pixels): Promise<boolean> {
    const step = this.works && 'copyTo' in image ? stepOf(image, size) : 0;
    if (step === 0) return false;
    try {
      shrink(await this.plane(image as VideoFrame), step, size, out.data);
    } catch {
      // Frames that live on the graphics card are not everywhere to be had back.
      this.works = false;
    }
    return this.works;
  }

  private async plane(image: VideoFrame): Promise<Plane> {
    const bytes = image.allocationSize();
    if (this.planes.length !== bytes) this.planes = new Uint8Array(bytes);
    const [luma] = await image.copyTo(this.planes);
    return { data: this.planes, ...luma! };
  }
}

/** Source pixels for one of `size`, in both directions: 1 or 2, or 0 where neither fits. */
function stepOf(image: VideoFrame & Turned, { width, height }: Size): number {
  if (!PLANAR.has(image.format ?? '') || image.rotation || image.flip) return 0;
  const fits = (step: number): boolean =>
    [image.visibleRect?.width, image.displayWidth].every((side) => side === step * width) &&
    [image.visibleRect?.height, image.displayHeight].every((side) => side === step * height);
  return [1, 2].find(fits) ?? 0;
}

export interface Plane {
  data: Uint8Array;
  /** Bytes before the first row, and from one row to the next. */
  offset: number;
  stride: number;
}

/** Copies a plane, or its half in both directions by means of four pixels each. */
export function shrink({ data, offset, stride }: Plane, step: number, { width, height }: Size, out: Uint8Array): void {
  for (let y = 0; y < height; y++) {
    const row = offset + step * y * stride;
    if (step === 1) out.set(data.subarray(row, row + width), y * width);
    else halve(data, row, row + stride, out.subarray(y * width, (y + 1) * width));
  }
}

function halve(data: Uint8Array, upper: number, lower: number, out: Uint8Array): void {
  for (let x = 0, a = upper, b = lower; x < out.length; x++, a += 2, b += 2) {
    out[x] = (data[a]! + data[a + 1]! + data[b]! + data[b + 1]! + 2) >> 2;
  }
}

/** Mean grey level, 0..255, of a sample of a frame; of a coloured one its green stands for it. */
export function brightness({ format, data }: Pixels): number {
  const [step, first] = format === 'rgba' ? [4 * SPARSE, 1] : [SPARSE, 0];
  let [sum, count] = [0, 0];
  for (let i = first; i < data.length; i += step, count++) sum += data[i]!;
  return count ? sum / count : 0;
}

/** The luma plane of a camera's frame: what a tracker works on is there already, no canvas need convert it. */
import type { Pixels } from '../engine';
import type { Size } from './reader';
import type { FrameImage } from './source';

/** Formats of WebCodecs whose first plane is luma, 8 bits each. */
const PLANAR = new Set(['I420', 'I420A', 'I422', 'I422A', 'I444', 'I444A', 'NV12']);

/** One pixel in so many tells how light a frame is; it shares no factor with usual widths, so it visits all columns. */
const SPARSE = 97;

/** Times that a frame may be larger than what is wanted of it: more than that skips too much. */
const MOST = 4;

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
    if (!this.works || !('copyTo' in image) || !suits(image, size)) return false;
    const from = { width: image.displayWidth, height: image.displayHeight };
    try {
      shrink(await this.plane(image), from, size, out.data);
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

/** Whether the plane shows the whole frame as it is to be looked at: upright, with square pixels, and not much larger. */
function suits(image: VideoFrame & Turned, { width, height }: Size): boolean {
  const { visibleRect: rect, displayWidth, displayHeight } = image;
  if (!PLANAR.has(image.format ?? '') || image.rotation || image.flip || !rect) return false;
  if (rect.width !== displayWidth || rect.height !== displayHeight) return false;
  // An odd side is rounded to an even one: a pixel of the small picture at most.
  const [across, down] = [rect.width / width, rect.height / height];
  return across >= 1 && across <= MOST && Math.abs(across - down) < across / Math.min(width, height);
}

export interface Plane {
  data: Uint8Array;
  /** Bytes before the first row, and from one row to the next. */
  offset: number;
  stride: number;
}

/** A plane of `from` in the size of `to`, each pixel from four: half exactly, and anything down to a quarter. */
export function shrink({ data, offset, stride }: Plane, from: Size, to: Size, out: Uint8Array): void {
  const [across, down] = [taps(from.width, to.width), taps(from.height, to.height)];
  const isHalf = from.width === 2 * to.width;
  for (let y = 0; y < to.height; y++) {
    const [a, b] = [offset + stride * down.first[y]!, offset + stride * down.second[y]!];
    const row = out.subarray(y * to.width, (y + 1) * to.width);
    if (from.width === to.width) row.set(data.subarray(a, a + to.width));
    else if (isHalf) halve(data, a, b, row);
    else blend(data, a, b, down.share[y]!, across, row);
  }
}

/** Most cameras give twice what is wanted: without a look at the tables that takes half the time. */
function halve(data: Uint8Array, upper: number, lower: number, row: Uint8Array): void {
  for (let x = 0, a = upper, b = lower; x < row.length; x++, a += 2, b += 2) {
    row[x] = (data[a]! + data[a + 1]! + data[b]! + data[b + 1]! + 2) >> 2;
  }
}

/** Of each pixel of the small side two of the large one, and how much of the second is taken, in 1/16. */
interface Taps {
  first: Int32Array;
  second: Int32Array;
  share: Int32Array;
}

/** A quarter of the small pixel to both sides of its middle, at least half a pixel; their mean lies at its middle. */
function taps(from: number, to: number): Taps {
  const reach = Math.max(0.5, from / to / 4);
  const inside = (x: number): number => Math.min(from - 1, Math.max(0, Math.floor(x)));
  const middles = Float64Array.from({ length: to }, (_, i) => ((i + 0.5) * from) / to);
  const [first, second] = [-reach, reach].map((off) => Int32Array.from(middles, (middle) => inside(middle + off))) as [Int32Array, Int32Array];
  const share = Int32Array.from(middles, (middle, i) => (16 * (middle - first[i]! - 0.5)) / Math.max(1, second[i]! - first[i]!) + 0.5);
  return { first, second, share };
}

function blend(data: Uint8Array, upper: number, lower: number, down: number, { first, second, share }: Taps, row: Uint8Array): void {
  for (let x = 0; x < row.length; x++) {
    const [l, r, across] = [first[x]!, second[x]!, share[x]!];
    const above = 16 * data[upper + l]! + across * (data[upper + r]! - data[upper + l]!);
    const below = 16 * data[lower + l]! + across * (data[lower + r]! - data[lower + l]!);
    row[x] = (16 * above + down * (below - above) + 128) >> 8;
  }
}

/** Mean grey level, 0..255, of a sample of a frame; of a coloured one its green stands for it. */
export function brightness({ format, data }: Pixels): number {
  const [step, first] = format === 'rgba' ? [4 * SPARSE, 1] : [SPARSE, 0];
  let [sum, count] = [0, 0];
  for (let i = first; i < data.length; i += step, count++) sum += data[i]!;
  return count ? sum / count : 0;
}

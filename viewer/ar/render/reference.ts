/** The published picture as the light finds it: what the camera sees of the print is compared with it. */
import { CELLS, type Cells } from './light';

/** Pixels a side from which a cell's mean is taken. */
const SIDE = 8 * CELLS;

export interface Reference {
  /** Null until it is loaded, and for ever where it cannot be read: there is nothing to adapt to then. */
  readonly cells: Cells | null;
}

/** A link has a dozen pictures at most. */
const known = new Map<string, { cells: Cells | null }>();

/** Loads the picture, once, however often it is asked for; any size of it will do. */
export function referenceOf(url: string): Reference {
  const reference = known.get(url) ?? { cells: null };
  if (!known.has(url)) void meansOf(url).then((cells) => (reference.cells = cells), () => undefined);
  known.set(url, reference);
  return reference;
}

async function meansOf(url: string): Promise<Cells> {
  const image = new Image();
  image.crossOrigin = 'anonymous';
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: SIDE, height: SIDE });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2D canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, SIDE, SIDE);
  return means(context.getImageData(0, 0, SIDE, SIDE).data, SIDE);
}

/** Means of equal squares of an RGBA picture of `side` x `side`. */
export function means(pixels: Uint8ClampedArray, side: number): Cells {
  const step = side / CELLS;
  const sums = new Float64Array(CELLS * CELLS * 4);
  for (let i = 0; i < pixels.length; i++) {
    const [x, y] = [(i >> 2) % side, Math.floor((i >> 2) / side)];
    const cell = Math.floor(y / step) * CELLS + Math.floor(x / step);
    sums[4 * cell + (i & 3)]! += pixels[i]!;
  }
  return Uint8ClampedArray.from(sums, (sum) => sum / (step * step));
}

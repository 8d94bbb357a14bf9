/** Brings camera frames to the size that the engines work on. */
import type { CameraFrame } from './source';

/** Pixels of the longer side: finds a picture that fills a quarter of the view, and stays affordable for a phone. */
const LONG_SIDE = 640;

export interface Size {
  width: number;
  height: number;
}

/** The processing size of a frame: its aspect kept, even sides, never enlarged. */
export function processingSize({ width, height }: Size): Size {
  const scale = Math.min(1, LONG_SIDE / Math.max(width, height));
  const even = (side: number): number => 2 * Math.round((side * scale) / 2);
  return { width: even(width), height: even(height) };
}

export class FrameReader {
  private readonly canvas = document.createElement('canvas');
  private readonly context = this.canvas.getContext('2d', { willReadFrequently: true, alpha: false });

  read(frame: CameraFrame): ImageData {
    if (!this.context) throw new Error('no 2D canvas');
    const { width, height } = processingSize(frame);
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    this.context.drawImage(frame.image, 0, 0, width, height);
    return this.context.getImageData(0, 0, width, height);
  }
}

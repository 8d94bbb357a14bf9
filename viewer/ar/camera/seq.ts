/** A recorded sequence with known corners, frame by frame: for measuring, not for watching. */
import type { CameraFrame, CameraSource } from './source';

export interface Truth {
  width: number;
  height: number;
  fps: number;
  frames: { visible: boolean; segment: string; corners: [number, number][] | null }[];
}

export class SequenceCamera implements CameraSource {
  readonly kind = 'seq';
  private truth: Truth | null = null;
  private index = 0;
  private released: Promise<void> = Promise.resolve();

  /** `folder`: same-origin address that holds truth.json and frames/000000.jpg and so on. */
  constructor(private readonly folder: string) {}

  async open(): Promise<void> {
    const url = new URL(`${this.folder.replace(/\/$/, '')}/truth.json`, location.href);
    if (url.origin !== location.origin) throw new Error('a sequence must come from the same origin');
    this.truth = (await (await fetch(url)).json()) as Truth;
  }

  /** Waits for the release of the frame before. */
  async next(): Promise<CameraFrame | null> {
    await this.released;
    if (!this.truth || this.index >= this.truth.frames.length) return null;
    const name = String(this.index).padStart(6, '0');
    const response = await fetch(`${this.folder.replace(/\/$/, '')}/frames/${name}.jpg`);
    const image = await createImageBitmap(await response.blob());
    const time = (this.index++ * 1000) / this.truth.fps;
    let release = (): void => undefined;
    this.released = new Promise((resolve) => (release = resolve));
    return {
      image, width: image.width, height: image.height, time,
      release: () => {
        image.close();
        release();
      },
    };
  }

  close(): void {
    this.truth = null;
  }
}

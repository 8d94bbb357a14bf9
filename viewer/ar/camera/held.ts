/** A camera frame that is measured and drawn at the same time. */
import type { CameraFrame } from './source';

/** Its memory goes with the last who holds it; whoever makes it holds it. */
export class HeldFrame {
  private holders = 1;

  constructor(readonly frame: CameraFrame) {}

  hold(): void {
    this.holders++;
  }

  release(): void {
    this.holders--;
    if (this.holders === 0) this.frame.release();
  }
}

/** Turns an engine's raw results into what is shown: smoothed, not before it is sure, held and faded on loss. */
import type { Corners, TrackResult } from './engine';
import { follow } from './math/follow';

/** Good frames in a row before anything is shown. */
const FRAMES_TO_SHOW = 2;
/** Milliseconds that the last place is kept after a loss, and that a fade takes. */
const HOLD = 320;
const FADE = 200;

export type Change = 'shown' | 'lost' | null;

export interface Shown {
  corners: Corners;
  /** 0..1 */
  alpha: number;
}

export class Steady {
  private corners: Corners | null = null;
  private good = 0;
  private seenAt = -Infinity;
  private visible = false;
  private alpha = 0;
  private steppedAt = 0;

  /** Whether the picture is held to be in view. */
  get shows(): boolean {
    return this.visible;
  }

  /**
   * Takes one frame's result; `time` in milliseconds, `jitter` is the engine's. Says when the picture comes to be shown
   * or is given up.
   */
  update(result: TrackResult | null, time: number, jitter: number): Change {
    if (!result) {
      this.good = 0;
      return this.giveUp(time);
    }
    this.good++;
    this.seenAt = time;
    this.corners = this.corners ? follow(this.corners, result.corners, jitter) : result.corners;
    if (this.visible || this.good < FRAMES_TO_SHOW) return null;
    this.visible = true;
    return 'shown';
  }

  /** Moves the fade on to `time` and says what to draw; null when nothing shows. */
  step(time: number): Shown | null {
    const step = (time - this.steppedAt) / FADE;
    this.steppedAt = time;
    this.alpha = Math.min(1, Math.max(0, this.alpha + (this.visible ? step : -step)));
    return this.corners && this.alpha > 0 ? { corners: this.corners, alpha: this.alpha } : null;
  }

  private giveUp(time: number): Change {
    if (!this.visible || time - this.seenAt < HOLD) return null;
    this.visible = false;
    return 'lost';
  }
}

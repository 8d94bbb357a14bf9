/** The video's way between the picture and the screen, from wherever it is when it is sent. */
import type { Corners } from '../engine';
import { blend, mix, scale, turnBetween, unwrap } from '../math/blend';

/** Milliseconds from the picture to the screen and back. */
const DURATION = 350;

export interface Stop {
  corners: Corners;
  /** 0 on the picture .. 1 on the screen. */
  peeled: number;
  /** Share of its opacity, 0..1: those who want no motion see it go here and come there. */
  alpha: number;
}

export class Travel {
  private toScreen = false;
  private share = 1;
  private from: Stop | null = null;
  private last: Stop | null = null;
  private turn = 0;

  /** `calm`: nothing flies, it fades out and in again. */
  constructor(private readonly calm: boolean) {}

  /** Begins on the picture or on the screen, without a way there. */
  begin(toScreen: boolean): void {
    Object.assign(this, { toScreen, share: 1, from: null, last: null });
  }

  send(toScreen: boolean): void {
    if (toScreen === this.toScreen) return;
    this.toScreen = toScreen;
    this.share = this.calm ? 1 - this.share : 0;
    this.from = this.last;
    this.turn = 0;
  }

  /** Frames have `factor` times as many pixels a side from now on. */
  resize(factor: number): void {
    if (this.from) this.from = { ...this.from, corners: scale(this.from.corners, factor) };
    if (this.last) this.last = { ...this.last, corners: scale(this.last.corners, factor) };
  }

  /** After `elapsed` milliseconds more; both ends may have moved since. */
  step(elapsed: number, picture: Corners, screen: Corners): Stop {
    this.share = Math.min(1, this.share + elapsed / DURATION);
    const goal = { corners: this.toScreen ? screen : picture, peeled: this.toScreen ? 1 : 0, alpha: 1 };
    const origin = { corners: this.toScreen ? picture : screen, peeled: 1 - goal.peeled, alpha: 1 };
    if (this.calm) this.last = this.fading(origin, goal);
    else this.last = this.from && this.share < 1 ? this.flying(this.from, goal) : goal;
    return this.last;
  }

  private fading(origin: Stop, goal: Stop): Stop {
    return { ...(this.share < 0.5 ? origin : goal), alpha: Math.abs(1 - 2 * this.share) };
  }

  private flying(from: Stop, goal: Stop): Stop {
    const eased = (1 - Math.cos(Math.PI * this.share)) / 2;
    this.turn = unwrap(turnBetween(from.corners, goal.corners), this.turn);
    const corners = blend(from.corners, goal.corners, eased, this.turn);
    return { corners, peeled: mix(from.peeled, goal.peeled, eased), alpha: 1 };
  }
}

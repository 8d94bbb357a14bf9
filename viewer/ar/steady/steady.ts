/**
 * Turns an engine's raw results into what is shown: smoothed, not before it is sure, held on loss; then it fades, or goes
 * on upon the screen.
 */
import type { MarkerSettings } from '../../shared/api';
import type { Size } from '../camera/reader';
import type { Corners, TrackResult } from '../engine';
import { scale } from '../math/blend';
import { begin, follow, type Followed } from '../math/follow';
import { Travel } from './travel';

/** Good frames of one picture in a row before anything is shown. */
const FRAMES_TO_SHOW = 2;
/** Milliseconds that the last place is kept after a loss, and that a fade takes. */
const HOLD = 320;
const FADE = 200;
/** Milliseconds after which the frame around a picture that was found begins to go, and is gone. */
const [OUTLINED, UNLINED] = [500, 900];

/** Rounding makes the sides of a coarser frame differ from its form by so much. */
const SAME_FORM = 0.02;

export interface SteadyOptions {
  /** What a target's video does when its picture leaves the view. */
  onLoss: (targetId: string) => MarkerSettings['onLoss'];
  /** The visitor wants no motion: nothing flies. */
  calm: boolean;
}

/** `shown` of another target than before takes the former one's place: that one is not told as lost. */
export type Change = { kind: 'shown' | 'lost'; targetId: string } | null;

export interface Shown {
  targetId: string;
  /** Of the picture, pixels of the frame; of a peeled video, so that it lies on the screen as it was asked. */
  corners: Corners;
  /** 0..1 */
  alpha: number;
  /** 0 on the picture .. 1 on the screen. */
  peeled: number;
  /** How much is to be seen of the frame around a picture that was just found, 0..1. */
  outline: number;
}

interface Sight extends Followed {
  targetId: string;
  /** Of the frame in which it was seen last, milliseconds. */
  frameTime: number;
  /** Frames in a row. */
  good: number;
}

export class Steady {
  /** Held to be in view, and when it was seen last. */
  private held: Sight | null = null;
  private seenAt = 0;
  private shownAt = 0;
  /** Seen in the last frame, but not often enough. */
  private candidate: Sight | null = null;
  /** What is drawn, which goes on for a while after a loss. */
  private drawn: Sight | null = null;
  private alpha = 0;
  private steppedAt = 0;
  /** What was in view last, and whether the visitor took it up onto the screen. */
  private last: Sight | null = null;
  private lifted = false;
  private readonly travel: Travel;

  constructor(private readonly options: SteadyOptions) {
    this.travel = new Travel(options.calm);
  }

  /** Whether a picture is held to be in view. */
  get shows(): boolean {
    return this.held !== null;
  }

  /**
   * Takes one frame's result; `time` in milliseconds, `jitter` is the engine's. Says when a picture comes to be shown or
   * is given up.
   */
  update(result: TrackResult | null, time: number, jitter: number): Change {
    const isHeld = result !== null && result.targetId === this.held?.targetId;
    const before = isHeld ? this.held : this.candidate;
    const sight = result && seenAgain(before, result, jitter);
    this.candidate = isHeld ? null : sight;
    if (!sight || (!isHeld && sight.good < FRAMES_TO_SHOW)) return this.giveUp(time);
    this.seenAt = time;
    return this.hold(sight, time);
  }

  /** Moves fade and travel on to `time` and says what to draw; `screen` is where a peeled video's corners lie. */
  step(time: number, screen: Corners): Shown | null {
    const elapsed = time - this.steppedAt;
    this.steppedAt = time;
    if (!this.drawn) return null;
    const stays = this.held !== null || this.peels(this.drawn);
    this.alpha = Math.min(1, Math.max(0, this.alpha + (stays ? elapsed : -elapsed) / FADE));
    if (this.alpha === 0 && !stays) this.drawn = null;
    if (!this.drawn) return null;
    const { corners, peeled, alpha } = this.travel.step(elapsed, this.drawn.corners, screen);
    const outline = this.alpha * (1 - peeled) * outlined(time - this.shownAt);
    return { targetId: this.drawn.targetId, corners, peeled, alpha: alpha * this.alpha, outline };
  }

  /** Frames have other sides from now on: where they only came to be finer or coarser, all stays where it is. */
  resize(before: Size, after: Size): Change {
    const [across, down] = [after.width / before.width, after.height / before.height];
    if (!(Math.abs(across / down - 1) < SAME_FORM)) return this.drop();
    const scaled = (sight: Sight | null): Sight | null => sight && { ...sight, corners: scale(sight.corners, across), speed: scale(sight.speed, across) };
    const [held, candidate] = [scaled(this.held), scaled(this.candidate)];
    Object.assign(this, { drawn: this.drawn === this.held ? held : scaled(this.drawn), held, candidate });
    this.travel.resize(across);
    return null;
  }

  /**
   * Where the picture was means nothing any more: the camera looks elsewhere. What lies on the picture goes at once, or
   * comes up on the screen; what lies on the screen stays.
   */
  drop(): Change {
    const { held } = this;
    this.held = this.candidate = null;
    if (!held) return null;
    this.alpha = 0;
    this.travel.begin(true);
    if (!this.peels(held)) this.drawn = null;
    return { kind: 'lost', targetId: held.targetId };
  }

  /** Takes what was given up onto the screen, until a picture comes into view. */
  lift(): void {
    if (this.held || !this.last || this.peels(this.last)) return;
    this.lifted = true;
    if (this.drawn) return this.travel.send(true);
    this.drawn = this.last;
    this.travel.begin(true);
  }

  private hold(sight: Sight, time: number): Change {
    const isNew = this.held?.targetId !== sight.targetId;
    if (isNew) this.shownAt = time;
    if (this.drawn?.targetId !== sight.targetId) {
      this.alpha = 0;
      this.travel.begin(false);
    }
    this.held = this.drawn = this.last = sight;
    this.lifted = false;
    this.travel.send(false);
    return isNew ? { kind: 'shown', targetId: sight.targetId } : null;
  }

  private giveUp(time: number): Change {
    const { held } = this;
    if (!held || time - this.seenAt < HOLD) return null;
    this.held = null;
    if (this.peels(held)) this.travel.send(true);
    return { kind: 'lost', targetId: held.targetId };
  }

  private peels({ targetId }: Sight): boolean {
    return this.lifted || this.options.onLoss(targetId) === 'peel';
  }
}

function outlined(since: number): number {
  return Math.min(1, Math.max(0, (UNLINED - since) / (UNLINED - OUTLINED)));
}

function seenAgain(before: Sight | null, result: TrackResult, jitter: number): Sight {
  const { targetId, corners, frameTime } = result;
  if (before?.targetId !== targetId) return { ...begin(corners), targetId, frameTime, good: 1 };
  const seconds = (frameTime - before.frameTime) / 1000;
  return { ...follow(before, corners, seconds, jitter), targetId, frameTime, good: before.good + 1 };
}

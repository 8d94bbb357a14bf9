/** Keeps of the last frames what advice is given on. */
import type { Size } from '../camera/reader';
import type { Agreement, TrackResult } from '../engine';
import { shareOf, tiltOf } from './geometry';
import type { Signs } from './rules';

/** Milliseconds of frames of which the share is found; and after which how the picture lay says nothing any more. */
const WINDOW = 1000;
const MEMORY = 6000;
/** Share of the newest frame in what is kept of sharpness and places: one blurred frame is no reason to speak. */
const NEWEST = 0.25;

export interface Sample {
  result: TrackResult | null;
  /** Mean grey level of the frame, 0..255. */
  light: number;
  /** Pixels of the frame. */
  frame: Size;
  /** Milliseconds, rising. */
  time: number;
}

type Lie = Pick<Signs, 'share' | 'tilt' | 'patches' | 'agreeing' | 'sharpness'>;

const NOTHING: Lie = { share: 0, tilt: 0, patches: 0, agreeing: 0, sharpness: 0 };

export class Signals {
  private frames: { time: number; isFound: boolean }[] = [];
  private lie = NOTHING;
  private seenAt = -Infinity;

  /** `pictureOf` tells the sides of a target's picture, in whatever unit. */
  constructor(private readonly pictureOf: (targetId: string) => Size) {}

  add({ result, light, frame, time }: Sample): Signs {
    this.frames = this.frames.filter((past) => time - past.time < WINDOW);
    this.frames.push({ time, isFound: result !== null });
    if (time - this.seenAt > MEMORY) this.lie = NOTHING;
    if (result) this.see(result, frame, time);
    const found = this.frames.filter(({ isFound }) => isFound).length;
    return { ...this.lie, light, foundShare: found / this.frames.length };
  }

  private see(result: TrackResult, frame: Size, time: number): void {
    this.seenAt = time;
    this.lie = {
      ...this.agreement(result.agreement),
      share: shareOf(result.corners, frame),
      tilt: tiltOf(result.homography, this.pictureOf(result.targetId), frame),
    };
  }

  private agreement(newest: Agreement | undefined): Omit<Lie, 'share' | 'tilt'> {
    const { patches = 0, agreeing = 0, sharpness = 0 } = newest ?? {};
    const before = this.lie;
    if (before.patches === 0 || patches === 0) return { patches, agreeing, sharpness };
    const mean = (past: number, now: number): number => past + NEWEST * (now - past);
    return {
      patches: mean(before.patches, patches),
      agreeing: mean(before.agreeing, agreeing),
      sharpness: mean(before.sharpness, sharpness),
    };
  }
}

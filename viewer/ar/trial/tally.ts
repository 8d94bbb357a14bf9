/** Sums up what the engine said of the last frames. */
import type { Size } from '../camera/reader';
import { shareOf, tiltOf } from '../coach/geometry';
import type { Signs } from '../coach/rules';
import type { Agreement } from '../engine';
import type { Look } from '../experience/tracking';

/** Milliseconds that are summed up. */
const WINDOW = 1500;

/** Of agreement: means over the last frames in which it was found. */
export interface Numbers extends Signs, Agreement {
  state: 'searching' | 'found' | 'tracked';
  /** 0..1, the engine's own measure. */
  confidence: number;
  fps: number;
  /** Milliseconds a frame, the middle one. */
  ms: number;
}

interface Entry extends Look {
  at: number;
}

const NOTHING: Agreement = { patches: 0, agreeing: 0, correlation: 0, sharpness: 0, error: 0 };

export class Tally {
  private entries: Entry[] = [];
  private share = 0;
  private tilt = 0;

  constructor(private readonly picture: Size) {}

  /** `at`: milliseconds, rising. */
  add(look: Look, at: number): void {
    this.entries = [...this.entries.filter((entry) => at - entry.at < WINDOW), { ...look, at }];
    if (!look.result) return;
    this.share = shareOf(look.result.corners, look.frame);
    this.tilt = tiltOf(look.result.homography, this.picture, look.frame);
  }

  /** Null before the first frame. */
  numbers(): Numbers | null {
    const { entries } = this;
    const last = entries[entries.length - 1];
    if (!last) return null;
    const found = entries.flatMap(({ result }) => (result ? [result] : []));
    const agreements = found.map(({ agreement }) => agreement ?? NOTHING);
    const seconds = (last.at - entries[0]!.at) / 1000;
    return {
      ...(last.result ? meanAgreement(agreements) : NOTHING),
      state: last.result?.state ?? 'searching',
      confidence: last.result?.confidence ?? 0,
      foundShare: found.length / entries.length,
      fps: seconds > 0 ? (entries.length - 1) / seconds : 0,
      ms: middle(entries.map(({ ms }) => ms)),
      share: this.share,
      tilt: this.tilt,
      light: last.light,
    };
  }
}

function meanAgreement(all: Agreement[]): Agreement {
  const mean = (name: keyof Agreement): number => all.reduce((sum, one) => sum + one[name], 0) / all.length;
  return {
    patches: Math.round(mean('patches')),
    agreeing: Math.round(mean('agreeing')),
    correlation: mean('correlation'),
    sharpness: mean('sharpness'),
    error: mean('error'),
  };
}

function middle(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

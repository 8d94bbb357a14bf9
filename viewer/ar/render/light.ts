/** How the scene's light changes colours: what the camera sees of the print, beside what was published. */
import type { Rgb } from './keying';

/** The picture is compared in so many cells a side: a hand over one of them says nothing of the light. */
export const CELLS = 8;
/** 0..255: what is darker on the picture tells of gloss and noise, not of light. */
export const DARK = 32;
/** Of the picture's weight in a colour, the share that must be in view to tell of it. */
export const ENOUGH = 0.25;
/** The video stays to be seen in the dark and is not blown up by a lamp. */
export const DIMMEST = 0.35;
export const BRIGHTEST = 1.15;
/** A colour beside the light as a whole: a lamp's tint, and not one of a wrong find. */
export const TINT = 1.25;
/** Milliseconds in which two thirds of a change are made: eyes and cameras are no faster. */
export const EASE = 350;

/** RGBA of CELLS x CELLS, from the top left; alpha says how much of the cell could be seen. */
export type Cells = Uint8Array | Uint8ClampedArray;

export const NO_CHANGE: Rgb = [1, 1, 1];

/** What each encoded colour is multiplied by to look as in the scene; null when too little of the picture is in view. */
export function gainOf(seen: Cells, published: Cells): Rgb | null {
  const gains = [0, 1, 2].map((channel) => channelGain(seen, published, channel));
  const known = gains.filter((gain) => gain !== null);
  if (known.length === 0) return null;
  const mean = known.reduce((sum, gain) => sum + gain, 0) / known.length;
  // A picture that has nothing of a colour tells no more of it than of the light as a whole.
  const [r = mean, g = mean, b = mean] = gains.map((gain) => gain ?? undefined);
  return bounded([r, g, b]);
}

/** Keeps the light within what a video can stand, and the tint within what lamps do. */
export function bounded(gain: Rgb): Rgb {
  const light = 0.299 * gain[0] + 0.587 * gain[1] + 0.114 * gain[2];
  const within = Math.min(BRIGHTEST, Math.max(DIMMEST, light));
  const [r, g, b] = gain.map((value) => within * Math.min(TINT, Math.max(1 / TINT, value / Math.max(light, 1e-3))));
  return [r!, g!, b!];
}

/** Median of the cells' ratios, each with the weight of what the picture has there. */
function channelGain(seen: Cells, published: Cells, channel: number): number | null {
  const ratios: [ratio: number, weight: number][] = [];
  let whole = 0;
  for (let i = channel; i < CELLS * CELLS * 4; i += 4) {
    const there = published[i]!;
    if (there < DARK) continue;
    whole += there;
    if (seen[i - channel + 3]! > 250) ratios.push([seen[i]! / there, there]);
  }
  const inView = ratios.reduce((sum, [, weight]) => sum + weight, 0);
  if (inView === 0 || inView < ENOUGH * whole) return null;
  ratios.sort(([a], [b]) => a - b);
  let rest = inView / 2;
  return ratios.find(([, weight]) => (rest -= weight) <= 0)![0];
}

/** Milliseconds in which a video still fades in: a step is not seen. */
export const UNSEEN = 150;

/** Goes towards what is measured, without a step that could be seen. */
export class Light {
  private aim: Rgb | null = null;
  private now: Rgb = NO_CHANGE;
  private steppedAt = 0;
  private startedAt: number | null = null;

  /** A measure that comes before much is to be seen of the video is taken as it is. */
  see(gain: Rgb, time: number): void {
    this.startedAt ??= time;
    if (!this.aim && time - this.startedAt < UNSEEN) this.now = gain;
    this.aim = gain;
  }

  /** The gain at `time` (milliseconds), without the share that lies on the screen and not in the scene. */
  gain(time: number, peeled: number): Rgb {
    const share = 1 - Math.exp(-Math.max(0, time - this.steppedAt) / EASE);
    this.steppedAt = time;
    this.startedAt ??= time;
    const { now, aim } = this;
    if (aim) this.now = mix(now, aim, share);
    return mix(this.now, NO_CHANGE, peeled);
  }
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const [r, g, b] = from.map((value, i) => value + share * (to[i]! - value));
  return [r!, g!, b!];
}

/** Says what would help a visitor whose picture is not found, or is lost again and again; calmly, and silent else. */
import type { Size } from '../camera/reader';
import { adviseOn, type Advice, type Signs } from './rules';
import { Signals, type Sample } from './signals';

/** Milliseconds: of need before a word is said, and that it stays at least, so that it can be read. */
const NEED = 1000;
const STAY = 1500;
/** Milliseconds without a find after which it is said how to aim. */
const AIM_AFTER = 9000;
/** Milliseconds between two frames after which what was before is another story. */
const GAP = 3000;
/** Share of the last frames: a picture that is found so often is found well enough. */
const WELL = 0.85;

export class Coach {
  private signals: Signals;
  private heardAt = -Infinity;
  private searchingSince = 0;
  private need: { advice: Advice | null; since: number } = { advice: null, since: 0 };
  private said: { advice: Advice; since: number } | null = null;

  /** `pictureOf` tells the sides of a target's picture, in whatever unit. */
  constructor(private readonly pictureOf: (targetId: string) => Size) {
    this.signals = new Signals(pictureOf);
  }

  /** What to say from this frame on; null: nothing. */
  see(sample: Sample): Advice | null {
    const { time, result } = sample;
    if (time - this.heardAt > GAP) this.begin(time);
    this.heardAt = time;
    if (result) this.searchingSince = time;
    const advice = this.wanted(this.signals.add(sample), time);
    if (advice !== this.need.advice) this.need = { advice, since: time };
    this.say(time);
    return this.said?.advice ?? null;
  }

  private begin(time: number): void {
    this.signals = new Signals(this.pictureOf);
    this.searchingSince = time;
    this.need = { advice: null, since: time };
    this.said = null;
  }

  private wanted(signs: Signs, time: number): Advice | null {
    if (signs.foundShare > WELL) return null;
    const advice = adviseOn(signs);
    return advice === 'aim' && time - this.searchingSince < AIM_AFTER - NEED ? null : advice;
  }

  private say(time: number): void {
    const { need, said } = this;
    if (said && (said.advice === need.advice || time - said.since < STAY)) return;
    if (need.advice && time - need.since >= NEED) this.said = { advice: need.advice, since: time };
    else if (!need.advice) this.said = null;
  }
}

/** How much of a frame a device can look at in time. */

/** Pixels of the longer side: what is looked at, and what slower devices look at. Fewer pixels are fewer features, too. */
export const LONG_SIDES = [640, 480, 320] as const;

/** Measured frames whose median decides. */
const WINDOW = 30;
/** Milliseconds that it may be at each step: a video lags below 12 looks a second; but the last step costs range, too. */
const BUDGETS = [80, 160] as const;

export class Pace {
  private step = 0;
  private recent: number[] = [];

  /** `onSlow` is told of every step down; there is none up again: it would be felt each time. */
  constructor(private readonly onSlow: () => void = () => undefined) {}

  get longSide(): number {
    return LONG_SIDES[this.step]!;
  }

  /** One frame was looked at, in so many milliseconds. */
  took(ms: number): void {
    this.recent.push(ms);
    if (this.recent.length < WINDOW) return;
    const median = this.recent.sort((a, b) => a - b)[WINDOW / 2]!;
    this.recent = [];
    if (median <= (BUDGETS[this.step] ?? Infinity)) return;
    this.step++;
    this.onSlow();
  }
}

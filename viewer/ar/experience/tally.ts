/** What is told of a run at its end. */

/** Frames of which the times are kept: some seconds of a slow device, so that its end is told and not its start. */
const KEPT = 120;

export interface Summary {
  /** Frames that the engine looked at, a second. */
  fps: number;
  /** Median milliseconds of a look. */
  engineMs: number;
  losses: number;
}

export class Tally {
  losses = 0;
  private frames = 0;
  private times: number[] = [];
  private readonly startedAt: number;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.startedAt = now();
  }

  took(milliseconds: number): void {
    this.frames++;
    this.times.push(milliseconds);
    if (this.times.length > KEPT) this.times.shift();
  }

  summary(): Summary {
    const seconds = Math.max(this.now() - this.startedAt, 1) / 1000;
    const sorted = [...this.times].sort((a, b) => a - b);
    const tenths = (value: number): number => Math.round(10 * value) / 10;
    return { fps: tenths(this.frames / seconds), engineMs: tenths(sorted[sorted.length >> 1] ?? 0), losses: this.losses };
  }
}

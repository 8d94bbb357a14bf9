/** The 1-euro filter (Casiez, Roussel, Vogel, CHI 2012): a low pass whose cut-off rises with speed. */

export interface OneEuroOptions {
  /** Hz; lower is smoother at rest. */
  minCutoff: number;
  /** Hz per (unit/s); higher follows motion more closely. */
  beta: number;
  /** Hz, for the speed itself. */
  speedCutoff: number;
}

const smoothing = (cutoff: number, seconds: number): number => {
  const r = 2 * Math.PI * cutoff * seconds;
  return r / (r + 1);
};

export class OneEuro {
  private value: number | null = null;
  private speed = 0;
  private time = 0;

  constructor(private readonly options: OneEuroOptions) {}

  /** `time` in milliseconds, rising. */
  filter(value: number, time: number): number {
    const seconds = (time - this.time) / 1000;
    this.time = time;
    if (this.value === null || seconds <= 0) {
      this.value = value;
      return value;
    }
    const rawSpeed = (value - this.value) / seconds;
    this.speed += smoothing(this.options.speedCutoff, seconds) * (rawSpeed - this.speed);
    const cutoff = this.options.minCutoff + this.options.beta * Math.abs(this.speed);
    this.value += smoothing(cutoff, seconds) * (value - this.value);
    return this.value;
  }
}

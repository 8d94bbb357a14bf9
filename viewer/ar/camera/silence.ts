/** Notices a camera that gives no pictures though it is asked for them. */

/** Milliseconds from one look to the next, and looks in a row without a picture that make a camera silent. */
const LOOK = 500;
const LOOKS = 6;

export class Silence {
  /** Somebody waits for a picture. */
  waiting = false;
  private looks = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly onSilent: () => void) {}

  /** Looks are counted, not time: a page that stood still itself is not to blame the camera. */
  begin(): void {
    this.timer = setInterval(() => {
      this.looks = this.waiting && !document.hidden ? this.looks + 1 : 0;
      if (this.looks < LOOKS) return;
      this.looks = 0;
      this.onSilent();
    }, LOOK);
  }

  /** A picture came. */
  broken(): void {
    this.waiting = false;
    this.looks = 0;
  }

  end(): void {
    clearInterval(this.timer);
  }
}

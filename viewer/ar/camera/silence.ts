/** Notices a camera that gives no pictures though it is asked for them. */

/** Milliseconds from one look to the next. */
const LOOK = 500;
/** Looks in a row without a picture that make a camera silent; one that was just opened may take longer. */
const [LOOKS, FIRST_LOOKS] = [6, 12];

export class Silence {
  /** Somebody waits for a picture. */
  waiting = false;
  private looks = 0;
  private most = FIRST_LOOKS;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly onSilent: () => void) {}

  /** Looks are counted, not time: a page that stood still itself is not to blame the camera. */
  begin(): void {
    this.timer = setInterval(() => {
      this.looks = this.waiting && !document.hidden ? this.looks + 1 : 0;
      if (this.looks < this.most) return;
      this.looks = 0;
      this.onSilent();
    }, LOOK);
  }

  /** Another camera, or this one again. */
  opened(): void {
    this.looks = 0;
    this.most = FIRST_LOOKS;
  }

  /** A picture came. */
  broken(): void {
    this.waiting = false;
    this.looks = 0;
    this.most = LOOKS;
  }

  end(): void {
    clearInterval(this.timer);
  }
}

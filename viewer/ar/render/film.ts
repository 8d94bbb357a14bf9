/** Knows when the video shows another picture, so that nothing is uploaded or drawn twice. */
export class Film {
  private pictures = 0;
  private last = 0;
  /** Not every browser counts; then the position in the video has to do. */
  private readonly counts = 'requestVideoFrameCallback' in HTMLVideoElement.prototype;
  private asked = 0;

  constructor(readonly video: HTMLVideoElement) {
    if (this.counts) this.asked = video.requestVideoFrameCallback(this.count);
    video.addEventListener('emptied', this.empty);
  }

  /** Whether there is a picture to take now; not while it seeks. */
  get ready(): boolean {
    return this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
  }

  /** Changes with every new picture; 0 while there is none. One may be there already, and is not counted. */
  get stamp(): number {
    if (this.ready) this.last = 1 + this.pictures + (this.counts ? 0 : this.video.currentTime);
    return this.last;
  }

  /** Looks at the video no more, which goes on. */
  close(): void {
    if (this.counts) this.video.cancelVideoFrameCallback(this.asked);
    this.video.removeEventListener('emptied', this.empty);
  }

  private readonly count = (): void => {
    this.pictures++;
    this.asked = this.video.requestVideoFrameCallback(this.count);
  };

  /** Another film in the same element: what it showed is not to be seen again. */
  private readonly empty = (): void => {
    this.pictures++;
    this.last = 0;
  };
}

/** Knows when the video shows another picture, so that nothing is uploaded or drawn twice. */
export class Film {
  private pictures = 0;
  /** Not every browser counts; then the position in the video has to do. */
  private readonly counts = 'requestVideoFrameCallback' in HTMLVideoElement.prototype;

  constructor(readonly video: HTMLVideoElement) {
    if (this.counts) video.requestVideoFrameCallback(this.count);
  }

  /** Changes with every new picture; 0 while there is none. One may be there already, and is not counted. */
  get stamp(): number {
    const { video } = this;
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return 0;
    return 1 + (this.counts ? this.pictures : video.currentTime);
  }

  private readonly count = (): void => {
    this.pictures++;
    this.video.requestVideoFrameCallback(this.count);
  };
}

/** The device's camera. */
import { CameraError, cameraProblem, type CameraFrame, type CameraSource } from './source';

const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 960 }, frameRate: { ideal: 30 } },
};

/** Throws `CameraError`; tries once more without wishes where the wishes are the problem. */
async function openStream(): Promise<MediaStream> {
  if (!isSecureContext) throw new CameraError('insecure');
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraError('no_camera_api');
  try {
    return await navigator.mediaDevices.getUserMedia(WANTED);
  } catch (error) {
    if (cameraProblem(error) !== 'overconstrained') throw new CameraError(cameraProblem(error));
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ video: true, audio: false });
  } catch (error) {
    throw new CameraError(cameraProblem(error));
  }
}

export class LiveCamera implements CameraSource {
  readonly kind = 'live';
  private readonly video = document.createElement('video');
  private stream: MediaStream | null = null;
  private closed = false;
  private readonly onVisible = (): void => void this.revive();

  async open(): Promise<void> {
    this.video.playsInline = true;
    this.video.muted = true;
    await this.attach();
    document.addEventListener('visibilitychange', this.onVisible);
  }

  async next(): Promise<CameraFrame | null> {
    do await nextPicture(this.video);
    while (!this.closed && this.video.videoWidth === 0);
    if (this.closed) return null;
    const image = await snapshot(this.video);
    const { videoWidth: width, videoHeight: height } = this.video;
    return { image, width, height, time: performance.now(), release: () => image.close() };
  }

  close(): void {
    this.closed = true;
    document.removeEventListener('visibilitychange', this.onVisible);
    this.stream?.getTracks().forEach((track) => track.stop());
    this.video.srcObject = null;
  }

  private async attach(): Promise<void> {
    this.stream = await openStream();
    this.video.srcObject = this.stream;
    await this.video.play();
  }

  /** iOS ends or mutes the camera of a page in the background. */
  private async revive(): Promise<void> {
    if (document.visibilityState !== 'visible' || this.closed) return;
    const track = this.stream?.getVideoTracks()[0];
    if (track?.readyState === 'live' && !track.muted) await this.video.play().catch(() => undefined);
    else await this.attach().catch(() => undefined);
  }
}

/** Resolves when the video shows a new picture. The timer covers a camera that pauses: the loop must see `close`. */
function nextPicture(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    if ('requestVideoFrameCallback' in video) {
      const timer = setTimeout(resolve, 500);
      video.requestVideoFrameCallback(() => {
        clearTimeout(timer);
        resolve();
      });
    } else {
      requestAnimationFrame(() => resolve());
    }
  });
}

let canSnapVideoFrames = 'VideoFrame' in globalThis;

/** One picture that stays as it is while the video goes on: what is measured is what is drawn. */
async function snapshot(video: HTMLVideoElement): Promise<VideoFrame | ImageBitmap> {
  if (canSnapVideoFrames) {
    try {
      return new VideoFrame(video);
    } catch {
      canSnapVideoFrames = false;
    }
  }
  return createImageBitmap(video);
}

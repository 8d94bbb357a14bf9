/** The device's camera. */
import { type Frames, openFrames } from './frames';
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

/** Milliseconds between looks at a camera that gives nothing now: the page is hidden, or it must be opened anew. */
const PATIENCE = 200;

export class LiveCamera implements CameraSource {
  readonly kind = 'live';
  private stream: MediaStream | null = null;
  private frames: Frames | null = null;
  private closed = false;
  private readonly onVisible = (): void => void this.revive();

  async open(): Promise<void> {
    await this.attach();
    document.addEventListener('visibilitychange', this.onVisible);
  }

  async next(): Promise<CameraFrame | null> {
    while (!this.closed) {
      const image = document.hidden ? null : await this.frames?.next();
      if (image) return this.given(image);
      await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    }
    return null;
  }

  close(): void {
    this.closed = true;
    document.removeEventListener('visibilitychange', this.onVisible);
    this.frames?.close();
  }

  private given(image: VideoFrame | ImageBitmap): CameraFrame | null {
    if (this.closed) image.close();
    if (this.closed) return null;
    const [width, height] = 'displayWidth' in image ? [image.displayWidth, image.displayHeight] : [image.width, image.height];
    return { image, width, height, time: performance.now(), release: () => image.close() };
  }

  private async attach(): Promise<void> {
    this.frames?.close();
    this.stream = await openStream();
    this.frames = await openFrames(this.stream);
    if (this.closed) this.frames.close();
  }

  /** iOS ends or mutes the camera of a page in the background. */
  private async revive(): Promise<void> {
    if (document.visibilityState !== 'visible' || this.closed) return;
    const track = this.stream?.getVideoTracks()[0];
    if (track?.readyState === 'live' && !track.muted) await this.frames?.resume();
    else await this.attach().catch(() => undefined);
  }
}

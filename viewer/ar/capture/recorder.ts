/** Films the stage for some seconds. */
import { copy, shrunk, type Capture, type Kept } from './capture';

/** Milliseconds. */
export const LONGEST = 15_000;
/** Pixels of the film's longer side, pictures and bits per second: what a messenger takes and a phone manages. */
const SIDE = 1280;
const FPS = 30;
const BITS = 4_000_000;
const STILL = 192;

/** MP4 first: every phone plays and sends it on. */
const KINDS = [
  'video/mp4;codecs="avc1.42E01F,mp4a.40.2"',
  'video/mp4',
  'video/webm;codecs="vp9,opus"',
  'video/webm;codecs="vp8,opus"',
  'video/webm',
];

/** What films without a sound are called: some browsers refuse a codec that nothing is there for. */
const silent = (kind: string): string => kind.replace(/,(mp4a[^"]*|opus)/, '');

/** The first kind that the browser can make; null when it can make none. */
export function chooseKind(isSupported: (kind: string) => boolean, hasSound = true): string | null {
  return (hasSound ? KINDS : KINDS.map(silent)).find(isSupported) ?? null;
}

export function canRecord(): boolean {
  return (
    'MediaRecorder' in globalThis && 'captureStream' in HTMLCanvasElement.prototype &&
    chooseKind((kind) => MediaRecorder.isTypeSupported(kind), false) !== null
  );
}

export class Recorder {
  private readonly canvas = document.createElement('canvas');
  /** Firefox makes no stream of a canvas that has none yet. */
  private readonly context = this.canvas.getContext('2d', { alpha: false });
  private readonly chunks: Blob[] = [];
  private readonly recorder: MediaRecorder;
  /** All that feeds the film. */
  private readonly sources: readonly MediaStream[];
  private readonly startedAt = performance.now();
  private drawnAt = -Infinity;
  private running = true;

  /** Films from now on; throws where the browser cannot. Sound is that of the video, unless it is muted. */
  constructor(private readonly capture: Capture, video: HTMLVideoElement, private readonly onTime: (share: number) => void) {
    Object.assign(this.canvas, shrunk(capture.canvas(), SIDE));
    const [pictures, played] = [this.canvas.captureStream(FPS), playedBy(video)];
    this.sources = [pictures, played];
    const sound = played.getAudioTracks();
    const mimeType = chooseKind((kind) => MediaRecorder.isTypeSupported(kind), sound.length > 0) ?? '';
    const stream = new MediaStream([...pictures.getVideoTracks(), ...sound]);
    this.recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS });
    this.recorder.addEventListener('dataavailable', ({ data }) => this.chunks.push(data));
    this.recorder.start(1000);
    this.draw(performance.now());
    document.addEventListener('visibilitychange', this.hide);
  }

  stop(): void {
    this.running = false;
    document.removeEventListener('visibilitychange', this.hide);
    if (this.recorder.state !== 'inactive') this.recorder.stop();
  }

  /** The film, when it is stopped or has its length. Rejects when nothing was filmed. */
  async film(name: string): Promise<Kept> {
    await new Promise((resolve) => {
      this.recorder.addEventListener('stop', resolve, { once: true });
      this.recorder.addEventListener('error', resolve, { once: true });
    });
    this.running = false;
    for (const track of this.sources.flatMap((source) => source.getTracks())) track.stop();
    const type = this.recorder.mimeType.split(';')[0] || 'video/mp4';
    const blob = new Blob(this.chunks, { type });
    if (blob.size === 0) throw new Error('nothing was filmed');
    const file = new File([blob], `${name}.${type === 'video/webm' ? 'webm' : 'mp4'}`, { type });
    return { file, still: copy(this.canvas, STILL) };
  }

  /** A hidden page draws nothing. */
  private readonly hide = (): void => {
    if (document.hidden) this.stop();
  };

  private readonly draw = (now: number): void => {
    if (!this.running) return;
    const elapsed = now - this.startedAt;
    this.onTime(Math.min(1, Math.max(0, elapsed / LONGEST)));
    if (elapsed >= LONGEST) return this.stop();
    requestAnimationFrame(this.draw);
    // A screen may be faster than the film, and each picture costs.
    if (now - this.drawnAt < 1000 / FPS - 4) return;
    this.drawnAt = now;
    this.context?.drawImage(this.capture.canvas(), 0, 0, this.canvas.width, this.canvas.height);
  };
}

/** With the sound that is heard; Safari gives none to scripts. */
function playedBy(video: HTMLVideoElement): MediaStream {
  const { captureStream } = video as HTMLVideoElement & { captureStream?: () => MediaStream };
  try {
    if (!video.muted && captureStream) return captureStream.call(video);
  } catch {
    // A video that scripts may not read is not heard either.
  }
  return new MediaStream();
}

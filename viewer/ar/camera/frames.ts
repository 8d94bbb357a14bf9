/** A camera stream's pictures. */
import type { FrameImage } from './source';
import { stillOf } from './still';

/** Milliseconds that a video may need to begin, and after which one that waits for its next picture looks around. */
const PATIENCE = 3000;
const LOOK = 500;

export interface Frames {
  /** The newest picture not given before; it stays as it is, and must be let go. Null when the stream has ended. */
  next(): Promise<FrameImage | null>;
  /** The page is to be seen again. */
  resume(): Promise<void>;
  close(): void;
}

interface TrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}

/** MediaStreamTrack Insertable Media Processing using Streams; some browsers have it, in pages or in workers only. */
type TrackProcessorClass = new (init: { track: MediaStreamTrack; maxBufferSize: number }) => TrackProcessor;

/** Rejects when the stream does not start. */
export async function openFrames(stream: MediaStream): Promise<Frames> {
  const { MediaStreamTrackProcessor: Processor } = globalThis as { MediaStreamTrackProcessor?: TrackProcessorClass };
  const [track] = stream.getVideoTracks();
  if (Processor && track) return new TrackFrames(stream, new Processor({ track, maxBufferSize: 1 }));
  return ElementFrames.open(stream);
}

/** From the camera directly: in memory, a picture earlier than a video element shows it, and cheap to read. */
class TrackFrames implements Frames {
  private readonly reader: ReadableStreamDefaultReader<VideoFrame>;

  constructor(private readonly stream: MediaStream, processor: TrackProcessor) {
    this.reader = processor.readable.getReader();
  }

  async next(): Promise<VideoFrame | null> {
    const { value } = await this.reader.read();
    return value ?? null;
  }

  /** A track goes on by itself. */
  async resume(): Promise<void> {}

  /** Whoever waits for a picture gets none, and one that waits is given back. */
  close(): void {
    stop(this.stream);
    this.reader.cancel().catch(() => undefined);
  }
}

/** By way of a video element. */
class ElementFrames implements Frames {
  private readonly video = document.createElement('video');

  private constructor(private readonly stream: MediaStream) {}

  static async open(stream: MediaStream): Promise<Frames> {
    const frames = new ElementFrames(stream);
    Object.assign(frames.video, { playsInline: true, muted: true, srcObject: stream });
    // A camera that is taken away at this moment never begins to play; that it is silent is noticed elsewhere.
    await Promise.race([frames.resume(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    return frames;
  }

  async next(): Promise<FrameImage | null> {
    const { video, stream } = this;
    let came = false;
    while (stream.active && !(came && video.videoWidth > 0)) came = await nextPicture(video);
    return stream.active ? snapshot(video) : null;
  }

  /** A video element pauses with its page. */
  async resume(): Promise<void> {
    await this.video.play().catch(() => undefined);
  }

  close(): void {
    stop(this.stream);
    this.video.srcObject = null;
  }
}

function stop(stream: MediaStream): void {
  stream.getTracks().forEach((track) => track.stop());
}

/** Whether the video shows a new picture now; false after a while without: whoever waits must see a stream's end. */
function nextPicture(video: HTMLVideoElement): Promise<boolean> {
  return new Promise((resolve) => {
    if (!('requestVideoFrameCallback' in video)) return void requestAnimationFrame(() => resolve(true));
    const wanted = video.requestVideoFrameCallback(() => {
      clearTimeout(timer);
      resolve(true);
    });
    const timer = setTimeout(() => {
      video.cancelVideoFrameCallback(wanted);
      resolve(false);
    }, LOOK);
  });
}

let canSnapVideoFrames = 'VideoFrame' in globalThis;

async function snapshot(video: HTMLVideoElement): Promise<FrameImage> {
  if (canSnapVideoFrames) {
    try {
      return new VideoFrame(video);
    } catch {
      canSnapVideoFrames = false;
    }
  }
  return stillOf(video, video.videoWidth, video.videoHeight);
}

/** A camera stream's pictures. */

export interface Frames {
  /** The newest picture not given before; it stays as it is, and must be closed. Null when the stream has ended. */
  next(): Promise<VideoFrame | ImageBitmap | null>;
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

  close(): void {
    stop(this.stream);
  }
}

/** By way of a video element. */
class ElementFrames implements Frames {
  private readonly video = document.createElement('video');

  private constructor(private readonly stream: MediaStream) {}

  static async open(stream: MediaStream): Promise<Frames> {
    const frames = new ElementFrames(stream);
    Object.assign(frames.video, { playsInline: true, muted: true, srcObject: stream });
    await frames.video.play();
    return frames;
  }

  async next(): Promise<VideoFrame | ImageBitmap | null> {
    const { video, stream } = this;
    do await nextPicture(video);
    while (stream.active && video.videoWidth === 0);
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

/** Resolves when the video shows a new picture. The timer covers a camera that pauses: the loop must see its end. */
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

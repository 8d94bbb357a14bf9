/** A camera that was opened: its pictures, its light, and whether it still works. */
import { type Frames, openFrames } from './frames';
import type { FrameImage } from './source';

/** Of Image Capture, newer than the type library. */
interface PhotoCapabilities extends MediaTrackCapabilities {
  torch?: boolean;
  focusMode?: string[];
}

export class Opened {
  private constructor(private readonly track: MediaStreamTrack, private readonly frames: Frames) {}

  /** Rejects when the stream does not start; it is stopped then. `onEnded`: somebody else ended it. */
  static async from(stream: MediaStream, onEnded: (opened: Opened) => void): Promise<Opened> {
    const [track] = stream.getVideoTracks();
    try {
      if (!track) throw new DOMException('a stream without pictures', 'NotReadableError');
      const opened = new Opened(track, await openFrames(stream));
      track.addEventListener('ended', () => onEnded(opened));
      return opened;
    } catch (error) {
      stream.getTracks().forEach((each) => each.stop());
      throw error;
    }
  }

  get deviceId(): string {
    return this.track.getSettings?.().deviceId ?? '';
  }

  /** Whether pictures may come; iOS mutes a camera that the system took away for a while. */
  get works(): boolean {
    return this.track.readyState === 'live' && !this.track.muted;
  }

  get hasTorch(): boolean {
    return this.capabilities.torch === true;
  }

  /** Null where the browser does not tell, or not yet: Chromium asks the device after it was opened. */
  get focuses(): boolean | null {
    const { focusMode } = this.capabilities;
    return focusMode ? focusMode.some((mode) => mode === 'continuous' || mode === 'single-shot') : null;
  }

  /** Rejects where the camera has no light, or the light is too hot or taken. */
  async light(on: boolean): Promise<void> {
    await this.track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
  }

  /** Null when it has ended, or could not be read just now. */
  async next(): Promise<FrameImage | null> {
    return this.frames.next().catch(() => null);
  }

  resume(): Promise<void> {
    return this.frames.resume();
  }

  close(): void {
    this.frames.close();
  }

  /** Older Firefox has none. */
  private get capabilities(): PhotoCapabilities {
    return this.track.getCapabilities?.() ?? {};
  }
}

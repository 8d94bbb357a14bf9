/** Tells what was watched of the videos: the first start, each quarter, the end, and for how long. */
import type { Telemetry } from '../telemetry/session';

const QUARTERS = [25, 50, 75];
/** Seconds before its end from which a jump back to the start is a loop, not a seek. */
const LOOP_MARGIN = 1;

export class Watched {
  private running = false;
  private position = 0;
  private steppedAt = 0;

  /** `onLoop`: a video that loops by itself was over and stands at its start again. */
  constructor(private readonly video: HTMLVideoElement, private readonly telemetry: Telemetry, private readonly onLoop: () => void) {}

  /** The video runs. */
  start(): void {
    this.running = true;
    this.steppedAt = performance.now();
    this.noteLoop();
    this.position = this.video.currentTime;
    this.telemetry.once('started', 'video_started', { position: this.position });
  }

  /** It went on, if it runs. */
  step(): void {
    if (!this.running || this.video.seeking) return;
    const { currentTime, duration } = this.video;
    this.telemetry.watched(1000 * this.progress());
    this.noteLoop();
    this.position = currentTime;
    for (const quarter of QUARTERS) {
      if (currentTime >= (duration * quarter) / 100) {
        this.telemetry.once(`progress${quarter}`, 'video_progress', { progress: quarter });
      }
    }
  }

  /** It runs no more. */
  stop(): void {
    this.step();
    this.running = false;
  }

  /** It is sent elsewhere, which is neither watching nor looping. */
  jump(seconds: number): void {
    this.position = seconds;
  }

  /** It came to its end; only the first end in a session is told as one, whichever video it was. */
  complete(video: string): void {
    const first = this.telemetry.once('completed', 'video_completed', { videoId: video });
    if (!first) this.telemetry.track('video_replayed', { videoId: video });
  }

  /** Seconds of the video that went by, never more than passed: a busy page looks seldom, and waiting is not watching. */
  private progress(): number {
    const { currentTime, duration, loop } = this.video;
    const now = performance.now();
    const passed = (now - this.steppedAt) / 1000;
    this.steppedAt = now;
    const round = loop && currentTime < this.position ? duration : 0;
    return Math.max(0, Math.min(passed, currentTime + round - this.position));
  }

  private noteLoop(): void {
    const { loop, duration, currentTime } = this.video;
    const margin = Math.min(LOOP_MARGIN, duration / 4);
    if (loop && this.position > duration - margin && currentTime < margin) this.onLoop();
  }
}

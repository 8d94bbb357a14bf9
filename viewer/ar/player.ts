/** The video on the picture: plays while the picture is in view, and tells what was watched. */
import type { MarkerSettings } from '../shared/api';
import type { Telemetry } from './telemetry/session';

const QUARTERS = [25, 50, 75];
/** A pause between two time updates that is longer than this was not watching (seconds of the page's clock). */
const LONGEST_STEP = 2;
/** Seconds before its end from which a jump back to the start is a loop, not a seek. */
const LOOP_MARGIN = 1;

export type PauseReason = 'lost' | 'visitor' | 'hidden';

export class Player {
  /** Whether the visitor wants it to run when the picture is in view. */
  private wanted: boolean;
  private inView = false;
  private unlocking = false;
  private running = false;
  private begun = false;
  private position = 0;
  private steppedAt = 0;

  constructor(
    readonly video: HTMLVideoElement,
    private readonly settings: MarkerSettings,
    private readonly telemetry: Telemetry,
    private readonly onChange: () => void,
    /** Seconds: where the video begins, also when it is played again. */
    private readonly start = 0,
  ) {
    this.wanted = settings.autoplay;
    // A browser's own loop goes back to the very beginning.
    video.loop = settings.loop && start === 0;
    if (start > 0) video.addEventListener('loadedmetadata', () => this.rewind());
    video.muted = settings.muted;
    video.addEventListener('playing', () => this.started());
    video.addEventListener('timeupdate', () => this.stepped());
    video.addEventListener('ended', () => this.ended());
    video.addEventListener('waiting', () => (this.running = false));
    for (const name of ['play', 'pause', 'volumechange', 'loadedmetadata']) video.addEventListener(name, onChange);
  }

  get playing(): boolean {
    return !this.video.paused && !this.unlocking;
  }

  get atEnd(): boolean {
    return this.video.ended;
  }

  /** Call it within a tap: from then on the browser lets the video play, with its sound, at any time. */
  async unlock(): Promise<void> {
    this.unlocking = true;
    await this.video.play().catch(() => undefined);
    this.unlocking = false;
    if (this.inView) this.started();
    else this.video.pause();
    if (!this.begun && this.start > 0) this.rewind();
    this.onChange();
  }

  /** The picture came into view. */
  enter(): void {
    this.inView = true;
    if (this.wanted && !this.atEnd) this.play();
  }

  /** The picture left; the video stays where it is. */
  leave(reason: PauseReason): void {
    this.inView = false;
    this.pause(reason);
  }

  /** The page is hidden. */
  goAway(): void {
    this.pause('hidden');
  }

  comeBack(): void {
    if (this.inView) this.enter();
  }

  /** The visitor asked to watch: in view from now on, and running. */
  watch(): void {
    this.wanted = true;
    this.enter();
  }

  toggle(): void {
    this.wanted = !this.playing;
    if (this.atEnd) this.replay();
    else if (this.wanted) this.play();
    else this.pause('visitor');
  }

  replay(): void {
    this.wanted = true;
    this.rewind();
    this.play();
  }

  private rewind(): void {
    this.video.currentTime = this.position = this.start;
  }

  toggleSound(): void {
    this.video.muted = !this.video.muted;
  }

  private play(): void {
    // A browser may refuse (low power mode): the button then shows "play" and the next tap is a gesture.
    this.video.play().catch(() => this.onChange());
  }

  private pause(reason: PauseReason): void {
    if (!this.playing) return;
    this.stepped();
    this.running = false;
    this.video.pause();
    this.telemetry.track('video_paused', { reason, position: this.video.currentTime });
  }

  private started(): void {
    if (this.unlocking || this.video.paused) return;
    this.running = this.begun = true;
    this.steppedAt = performance.now();
    this.noteLoop();
    this.position = this.video.currentTime;
    this.telemetry.once('started', 'video_started', { position: this.position });
  }

  private stepped(): void {
    if (!this.running || this.video.seeking) return;
    const { currentTime, duration } = this.video;
    const now = performance.now();
    const seconds = (now - this.steppedAt) / 1000;
    if (seconds < LONGEST_STEP) this.telemetry.watched(1000 * seconds);
    this.steppedAt = now;
    this.noteLoop();
    this.position = currentTime;
    for (const quarter of QUARTERS) {
      if (currentTime >= (duration * quarter) / 100) {
        this.telemetry.once(`progress${quarter}`, 'video_progress', { progress: quarter });
      }
    }
    this.onChange();
  }

  /** A video that loops never ends: it is over when it stands at its start again. */
  private noteLoop(): void {
    const { loop, duration, currentTime } = this.video;
    const margin = Math.min(LOOP_MARGIN, duration / 4);
    if (loop && this.position > duration - margin && currentTime < margin) this.completed();
  }

  private ended(): void {
    this.stepped();
    this.running = this.wanted = false;
    this.completed();
    if (this.settings.loop) this.replay();
    this.onChange();
  }

  private completed(): void {
    if (!this.telemetry.once('completed', 'video_completed')) this.telemetry.track('video_replayed');
  }
}

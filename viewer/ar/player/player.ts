/** One video element for all targets: a phone lets only the element play by itself that was once played by a tap. */
import type { MarkerSettings, Target, Video } from '../../shared/api';
import { settingsOf } from '../link';
import type { Telemetry } from '../telemetry/session';
import { CaptionTracks } from './captions';
import { Playlist } from './playlist';
import { Supply } from './supply';
import { Watched } from './watched';

export type PauseReason = 'lost' | 'visitor' | 'hidden';

export interface PlayerParts {
  telemetry: Telemetry;
  onChange: () => void;
  /** The visitor wants to see it though its picture is not in view. */
  onUnseen: () => void;
  /** What plays cannot be loaded, and there is no smaller rendition. */
  onFailed: () => void;
  /** The visitor's, BCP 47, the dearest first. */
  languages: readonly string[];
}

export class Player {
  readonly captions: CaptionTracks;
  /** Of the target whose video plays. */
  settings: MarkerSettings = settingsOf({ marker: null });
  private readonly playlist = new Playlist();
  private readonly supply: Supply;
  private readonly watched: Watched;
  /** Whether the visitor wants it to run when the picture is in view; by target, where it is not as the owner set it. */
  private readonly wishes = new Map<string, boolean>();
  private target = '';
  private inView = false;
  private unlocking = false;
  private begun = false;
  /** The visitor's own choice goes before every target's setting. */
  private soundChosen = false;

  constructor(readonly video: HTMLVideoElement, private readonly parts: PlayerParts) {
    const { telemetry, onChange, onFailed, languages } = parts;
    this.captions = new CaptionTracks(video, languages, onChange);
    this.watched = new Watched(video, telemetry, () => this.completed());
    this.supply = new Supply(video, { isWanted: () => this.isWanted, onChange, onSwitched: () => this.resume(), onFailed });
    video.addEventListener('playing', () => this.started());
    video.addEventListener('timeupdate', () => this.stepped());
    video.addEventListener('ended', () => this.ended());
    video.addEventListener('waiting', () => this.watched.stop());
    for (const name of ['play', 'pause', 'seeked', 'volumechange', 'loadedmetadata']) video.addEventListener(name, onChange);
  }

  get playing(): boolean {
    return !this.video.paused && !this.unlocking;
  }

  /** Of the target whose video plays. */
  get targetId(): string {
    return this.target;
  }

  /** Whether there is anything to see of it. */
  get seen(): boolean {
    return this.inView;
  }

  get atEnd(): boolean {
    return this.video.ended;
  }

  /** Whether the target's last video has come to its end at least once. */
  get finished(): boolean {
    return this.playlist.finished;
  }

  /** It has waited for its bytes for seconds. */
  get stalled(): boolean {
    return this.supply.stalled;
  }

  /** What plays, or would. */
  get current(): Video | undefined {
    return this.playlist.current;
  }

  /** Which of the target's videos that is, and of how many. */
  get index(): number {
    return this.playlist.index;
  }

  get count(): number {
    return this.playlist.count;
  }

  /** Another target's video, where it was left. It plays when the target comes into view. */
  load(target: Target): void {
    if (target.marker.id === this.target) return;
    this.keep();
    this.playlist.load(target);
    this.target = target.marker.id;
    this.settings = settingsOf(target);
    if (!this.soundChosen) this.video.muted = this.settings.muted;
    this.open();
  }

  /** Call it within a tap: from then on the browser lets the video play, with its sound, at any time. */
  async unlock(): Promise<void> {
    this.supply.retry();
    this.unlocking = true;
    await this.video.play().catch(() => undefined);
    this.unlocking = false;
    if (this.inView) this.started();
    else this.video.pause();
    if (!this.begun && this.playlist.start > 0) this.jump(this.playlist.start);
    this.parts.onChange();
  }

  /** The picture came into view. */
  enter(): void {
    this.inView = true;
    this.parts.onChange();
    if (!this.isWanted || this.atEnd) return;
    this.supply.attend();
    this.play();
  }

  /** The picture left; the video stays where it is. */
  leave(reason: PauseReason): void {
    this.inView = false;
    this.parts.onChange();
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
    this.wish(true);
    this.enter();
  }

  toggle(): void {
    this.wish(!this.playing);
    if (this.playing) this.pause('visitor');
    else if (this.atEnd) this.replay();
    else this.present();
  }

  replay(): void {
    this.wish(true);
    this.jump(this.playlist.start);
    this.present();
  }

  /** The target's next video from its start; the first comes after the last. */
  next(): void {
    this.wish(true);
    this.playlist.next();
    this.open();
    this.present();
  }

  /** Goes to a share of the video's length, 0..1. */
  seek(share: number): void {
    const { duration } = this.video;
    if (!(duration > 0)) return;
    this.watched.step();
    // At the very end a video ends, and nobody who drags there wants that yet.
    this.jump(Math.min(Math.max(0, share) * duration, duration - 0.05));
  }

  toggleSound(): void {
    this.soundChosen = true;
    this.video.muted = !this.video.muted;
  }

  private get isWanted(): boolean {
    return this.inView && (this.wishes.get(this.target) ?? this.settings.autoplay);
  }

  private wish(wanted: boolean): void {
    this.wishes.set(this.target, wanted);
  }

  private open(): void {
    const { current, count, start, place } = this.playlist;
    this.watched.stop();
    this.watched.jump(place);
    // A browser's own loop goes back to the very beginning.
    this.video.loop = this.settings.loop && start === 0 && count === 1;
    this.captions.open(current?.captions ?? []);
    this.supply.open(current, this.settings.alpha, place);
    this.parts.onChange();
  }

  private keep(): void {
    if (!this.target || !this.current) return;
    this.watched.stop();
    this.playlist.keep(this.atEnd ? this.playlist.start : this.supply.place);
  }

  private jump(seconds: number): void {
    this.watched.jump(seconds);
    this.supply.go(seconds);
  }

  /** After its source was changed. */
  private resume(): void {
    if (this.isWanted) this.play();
  }

  private present(): void {
    if (!this.inView) this.parts.onUnseen();
    this.play();
  }

  private play(): void {
    this.video.play().catch((error: unknown) => this.refused(error));
  }

  /** A browser may refuse sound without a tap; what it refuses without sound (low power mode) waits for a tap on "play". */
  private refused(error: unknown): void {
    const { video } = this;
    const isForbidden = error instanceof DOMException && error.name === 'NotAllowedError';
    if (isForbidden && !video.muted && this.isWanted) {
      video.muted = true;
      video.play().catch(() => this.parts.onChange());
    }
    this.parts.onChange();
  }

  private pause(reason: PauseReason): void {
    if (!this.playing) return;
    this.watched.stop();
    this.video.pause();
    this.parts.telemetry.track('video_paused', { reason, position: this.video.currentTime });
  }

  private started(): void {
    if (this.unlocking || this.video.paused) return;
    this.begun = true;
    this.watched.start();
    this.parts.onChange();
  }

  private stepped(): void {
    this.watched.step();
    this.parts.onChange();
  }

  private ended(): void {
    this.watched.stop();
    this.completed();
    const { isLast } = this.playlist;
    if (!isLast || (this.settings.loop && this.count > 1)) this.next();
    else if (this.settings.loop) this.replay();
    else this.wish(false);
    this.parts.onChange();
  }

  private completed(): void {
    this.watched.complete(this.current?.id ?? '');
    if (this.playlist.isLast) this.playlist.finish();
  }
}

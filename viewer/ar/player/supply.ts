/** Brings a video's bytes: chooses the rendition, notices when they do not come, and tries a smaller one. */
import type { Rendition, Transparency, Video } from '../../shared/api';
import { chooseRendition, conditions, enoughLines, linesOf } from './rendition';

/** Milliseconds of waiting after which the visitor is told, and without a byte after which it is asked for anew. */
const PATIENCE = 3000;
const AGAIN_AFTER = 12_000;

export interface SupplyParts {
  /** Whether the video should be running now. */
  isWanted(): boolean;
  /** It waits for bytes, or does no more. */
  onChange(): void;
  /** Another source was taken at the same place: it must be told to play again. */
  onSwitched(): void;
  /** It cannot be played. */
  onFailed(): void;
}

export class Supply {
  /** The video has waited for its bytes for so long that it should be said. */
  stalled = false;
  private enough = 0;
  private source: Video | undefined;
  private alpha: Transparency = 'none';
  private rendition: Rendition | null = null;
  private timer = 0;
  /** Milliseconds of the page's clock: when bytes came last. */
  private arrivedAt = 0;
  /** Where it stood when it was asked for anew: a second time at the same place is hopeless. */
  private askedAt = -1;
  /** Seconds to go to as soon as the video knows its own length. */
  private goal = 0;

  constructor(private readonly video: HTMLVideoElement, private readonly parts: SupplyParts) {
    for (const name of ['waiting', 'stalled', 'play']) video.addEventListener(name, () => this.wait());
    for (const name of ['playing', 'timeupdate', 'pause']) video.addEventListener(name, () => this.flows());
    video.addEventListener('progress', () => (this.arrivedAt = performance.now()));
    video.addEventListener('loadedmetadata', () => this.settle());
    video.addEventListener('error', () => this.failed());
    addEventListener('online', () => this.reconnected());
  }

  /** From now on this video, from a place in seconds. */
  open(video: Video | undefined, alpha: Transparency, at: number): void {
    this.source = video;
    this.alpha = alpha;
    this.askedAt = -1;
    this.enough ||= enoughLines(conditions());
    this.choose();
    this.take(at);
  }

  /** Asks for it once more if it failed, for a visitor who wants to try again. */
  retry(): void {
    this.askedAt = -1;
    if (this.video.error) this.take(this.place);
  }

  /** It is wanted from now on, though it may have been asked to play, or have failed, before. */
  attend(): void {
    this.retry();
    this.wait();
  }

  /** Seconds: where it stands, or will. */
  get place(): number {
    return this.video.readyState === 0 ? this.goal : this.video.currentTime;
  }

  /** To another moment, also before the video knows its own length. */
  go(seconds: number): void {
    this.goal = seconds;
    if (this.video.readyState > 0) this.video.currentTime = seconds;
  }

  private choose(): void {
    this.rendition = chooseRendition(this.source, this.enough, this.alpha);
  }

  private take(at: number): void {
    this.goal = at;
    this.calm();
    if (this.rendition) this.video.src = this.rendition.url;
    else this.video.removeAttribute('src');
    if (!this.rendition) this.video.load();
  }

  private settle(): void {
    if (this.goal > 0) this.video.currentTime = this.goal;
  }

  private wait(): void {
    if (this.timer || !this.isStarved) return;
    this.timer = window.setTimeout(() => this.starved(), PATIENCE);
  }

  private get isStarved(): boolean {
    const { video } = this;
    return this.parts.isWanted() && !video.paused && !video.ended && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
  }

  private starved(): void {
    this.timer = 0;
    if (!this.isStarved) return this.flows();
    this.stalled = true;
    this.parts.onChange();
    if (this.lower()) return this.again();
    this.timer = window.setTimeout(() => this.persist(), AGAIN_AFTER);
  }

  /** What still comes, however slowly, would only come later if it were asked for anew. */
  private persist(): void {
    this.timer = 0;
    if (!this.isStarved) return this.flows();
    if (performance.now() - this.arrivedAt > AGAIN_AFTER) return this.again();
    this.timer = window.setTimeout(() => this.persist(), AGAIN_AFTER);
  }

  /** Asks anew from where it stands, while it stays said that it waits. */
  private again(): void {
    this.take(this.place);
    this.stalled = true;
    this.parts.onSwitched();
    this.timer = window.setTimeout(() => this.starved(), AGAIN_AFTER);
  }

  /** Makes do with less than now, if there is a smaller rendition, also for the videos to come. */
  private lower(): boolean {
    const { rendition } = this;
    if (!rendition) return false;
    this.enough = Math.min(this.enough, linesOf(rendition, this.alpha) - 1);
    this.choose();
    return this.rendition !== rendition;
  }

  private reconnected(): void {
    if (!this.stalled && !this.video.error) return;
    this.take(this.place);
    this.parts.onSwitched();
  }

  private flows(): void {
    if (this.isStarved || this.video.error) return;
    const was = this.stalled;
    this.calm();
    if (was) this.parts.onChange();
  }

  private calm(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    this.stalled = false;
  }

  private failed(): void {
    if (!this.source) return;
    const { place } = this;
    const isOffline = navigator.onLine === false;
    if (!isOffline && !this.lower() && place <= this.askedAt) return this.giveUp();
    this.askedAt = place;
    if (!isOffline) this.take(place);
    this.stalled = true;
    if (!isOffline) this.parts.onSwitched();
    this.parts.onChange();
  }

  private giveUp(): void {
    this.calm();
    this.parts.onFailed();
  }
}

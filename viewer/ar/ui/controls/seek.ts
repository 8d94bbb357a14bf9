/** How far the video is, and the way to another moment: by finger and by keyboard. */
import type { Player } from '../../player/player';
import type { Strings } from '../../strings';
import { h } from '../dom';

/** Steps of the range; more than a screen has pixels. */
const STEPS = 1000;
/** Seconds by which a key goes on or back. */
const KEYS: Record<string, number> = {
  ArrowRight: 5, ArrowUp: 5, ArrowLeft: -5, ArrowDown: -5, PageUp: 15, PageDown: -15, Home: -Infinity, End: Infinity,
};

/** 75 -> 1:15 */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

export class Seek {
  /** Time runs to the right in every script, as on every player. */
  readonly element: HTMLElement;
  private readonly range = h('input', { type: 'range', min: '0', max: String(STEPS), step: '1', value: '0' });
  private readonly time = h('span', { class: 'time', 'aria-hidden': 'true' });

  constructor(private readonly player: Player, private readonly strings: Strings) {
    this.element = h('div', { class: 'seek', dir: 'ltr' }, [this.range, this.time]);
    this.range.addEventListener('input', () => this.seek(Number(this.range.value) / STEPS));
    this.range.addEventListener('keydown', (event) => this.onKey(event));
  }

  relabel(): void {
    this.range.setAttribute('aria-label', this.strings.progress);
  }

  refresh(): void {
    const { currentTime } = this.player.video;
    const { length } = this;
    const share = length > 0 ? Math.min(1, currentTime / length) : 0;
    this.range.value = String(Math.round(share * STEPS));
    this.range.style.setProperty('--share', `${100 * share}%`);
    this.time.textContent = `${clock(currentTime)} / ${clock(length)}`;
    const said = this.strings.position.replace('{now}', clock(currentTime)).replace('{whole}', clock(length));
    this.range.setAttribute('aria-valuetext', said);
  }

  /** Seconds; what the link says until the video knows itself. */
  private get length(): number {
    const { duration } = this.player.video;
    return duration > 0 && Number.isFinite(duration) ? duration : (this.player.current?.duration ?? 0);
  }

  private seek(share: number): void {
    this.player.seek(share);
    this.refresh();
  }

  private onKey(event: KeyboardEvent): void {
    const step = KEYS[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const { length } = this;
    if (length > 0) this.seek(Math.min(length, Math.max(0, this.player.video.currentTime + step)) / length);
  }
}

/** The way without a camera: a picture of the link, and its video playing on it where the settings put it. */
import type { Target } from '../shared/api';
import type { Address } from './capture/share';
import { settingsOf } from './link';
import { place } from './placement';
import type { Languages } from './languages';
import type { Player } from './player/player';
import type { Strings } from './strings';
import type { Telemetry } from './telemetry/session';
import { CaptionText } from './ui/caption-text';
import { Controls } from './ui/controls/controls';
import { h } from './ui/dom';
import { Note } from './ui/note';
import { WatchFilm } from './watch-film';

export interface WatchParts {
  root: HTMLElement;
  /** At least one. */
  targets: Target[];
  player: Player;
  strings: Strings;
  telemetry: Telemetry;
  share?: Address | null;
  languages?: Languages;
  onCamera?: (() => void) | null;
}

export class Watch {
  private readonly picture: HTMLImageElement;
  private readonly sheet: HTMLElement;
  private readonly choices: HTMLButtonElement[];
  private readonly quiet = new Note();
  private readonly captions: CaptionText;
  private readonly controls: Controls;
  private readonly film: WatchFilm;
  private readonly listeners = new AbortController();
  private target: Target;

  /** Call it within a tap, so that the video may play. */
  constructor(private readonly parts: WatchParts) {
    const { root, targets, player, strings } = parts;
    const { video } = player;
    this.target = targets.find(({ marker }) => marker.id === player.targetId) ?? (targets[0] as Target);
    this.picture = h('img', { alt: '' });
    this.sheet = h('div', { class: 'sheet' }, [this.picture, video]);
    this.choices = targets.length > 1 ? targets.map((target) => this.choice(target)) : [];
    const choices = h('div', { class: 'pictures', role: 'group', 'aria-label': strings.otherPictures }, this.choices);
    this.film = new WatchFilm(video);
    this.captions = new CaptionText(player);
    this.controls = new Controls({ ...parts, visible: true, note: (text) => this.quiet.say(text) });
    const above = [this.quiet.element, this.captions.element, ...this.controls.above, ...(targets.length > 1 ? [choices] : [])];
    const dock = h('div', { class: 'dock' }, [...above, this.controls.bar]);
    root.replaceChildren(h('div', { class: targets.length > 1 ? 'watch several' : 'watch' }, [this.sheet, dock]));
    this.listen(video, { loadedmetadata: () => this.lay() });
    // In a phone's own full screen nothing of this page is over the video.
    const native = (on: boolean) => (): void => player.captions.drawByBrowser(on);
    this.listen(video, { webkitbeginfullscreen: native(true), webkitendfullscreen: native(false) });
    player.captions.drawByBrowser(false);
    this.show(this.target);
    this.controls.focus();
  }

  refresh(): void {
    this.quiet.hold(this.parts.player.stalled ? this.parts.strings.notes.stalled : null);
    this.captions.refresh();
    this.controls.refresh();
  }

  close(): void {
    this.listeners.abort();
    this.film.close();
    this.controls.close();
  }

  private listen(video: HTMLVideoElement, handlers: Record<string, () => void>): void {
    const { signal } = this.listeners;
    for (const [name, handler] of Object.entries(handlers)) {
      // Browsers of 2020 do not know the option: the video, which goes on elsewhere, must not be laid out from here.
      video.addEventListener(name, () => signal.aborted || handler(), { signal });
    }
  }

  private choice(target: Target): HTMLButtonElement {
    const picture = h('img', { alt: '', src: target.imageThumbnailUrl ?? target.imageUrl ?? '' });
    const label = `${this.parts.strings.otherPictures}: ${this.parts.targets.indexOf(target) + 1}`;
    return h('button', { class: 'picture', type: 'button', 'aria-label': label }, [picture], { onclick: () => this.show(target) });
  }

  private show(target: Target): void {
    const { player, targets } = this.parts;
    const { width, height } = target.marker;
    this.target = target;
    this.picture.src = target.imageUrl ?? '';
    this.sheet.style.setProperty('aspect-ratio', `${width} / ${height}`);
    this.sheet.style.setProperty('--ratio', String(width / height));
    this.choices.forEach((choice, i) => choice.setAttribute('aria-pressed', String(targets[i] === target)));
    player.load(target);
    this.film.show(player.settings);
    this.lay();
    player.watch();
    this.refresh();
  }

  /** The sheet ends where the picture ends, so a video that fits by itself may lie there whole. */
  private lay(): void {
    const { current } = this.parts.player;
    const { marker } = this.target;
    const settings = { ...settingsOf(this.target), overflow: true };
    const { size, element } = this.film;
    const film = size.width > 0 ? size : { width: marker.width, height: marker.height };
    const { x, y, width, height, rotation } = place(marker, film, settings, current?.fit);
    const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`;
    Object.assign(element.style, {
      left: percent(x - width / 2, marker.width),
      top: percent(y - height / 2, marker.height),
      width: percent(width, marker.width),
      height: percent(height, marker.height),
      transform: `rotate(${rotation}deg)`,
      opacity: String(settings.opacity),
    });
  }
}

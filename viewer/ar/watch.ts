/** The way without a camera: a picture of the link, and its video playing on it where the settings put it. */
import type { Target } from '../shared/api';
import type { Address } from './capture/share';
import { settingsOf } from './link';
import { place } from './placement';
import type { Player } from './player/player';
import type { Strings } from './strings';
import type { Telemetry } from './telemetry/session';
import { Controls } from './ui/controls/controls';
import { h } from './ui/dom';
import { Note } from './ui/note';

export interface WatchParts {
  root: HTMLElement;
  /** At least one. */
  targets: Target[];
  player: Player;
  strings: Strings;
  telemetry: Telemetry;
  share?: Address | null;
}

export class Watch {
  private readonly picture: HTMLImageElement;
  private readonly sheet: HTMLElement;
  private readonly choices: HTMLButtonElement[];
  private readonly quiet = new Note();
  private readonly controls: Controls;
  private target: Target;

  /** Call it within a tap, so that the video may play. */
  constructor(private readonly parts: WatchParts) {
    const { root, targets, player, strings } = parts;
    const { video } = player;
    this.target = targets[0] as Target;
    this.picture = h('img', { alt: strings.pictureAlt });
    this.sheet = h('div', { class: 'sheet' }, [this.picture, video]);
    this.choices = targets.length > 1 ? targets.map((target) => this.choice(target)) : [];
    const choices = h('div', { class: 'pictures', role: 'group', 'aria-label': strings.otherPictures }, this.choices);
    this.controls = new Controls({ ...parts, visible: true, note: (text) => this.quiet.say(text) });
    const above = [this.quiet.element, ...this.controls.above, ...(targets.length > 1 ? [choices] : [])];
    const dock = h('div', { class: 'dock' }, [...above, this.controls.bar]);
    root.replaceChildren(h('div', { class: 'watch' }, [this.sheet, dock]));
    video.className = 'film-still';
    video.addEventListener('loadedmetadata', () => this.lay());
    player.captions.drawByBrowser(true);
    this.show(this.target);
  }

  refresh(): void {
    this.quiet.hold(this.parts.player.stalled ? this.parts.strings.notes.stalled : null);
    this.controls.refresh();
  }

  close(): void {
    this.controls.close();
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
    this.lay();
    player.watch();
    this.refresh();
  }

  /** The sheet ends where the picture ends, so a video that fits by itself may lie there whole. */
  private lay(): void {
    const { video, current } = this.parts.player;
    const { marker } = this.target;
    const settings = { ...settingsOf(this.target), overflow: true };
    const film = { width: video.videoWidth || marker.width, height: video.videoHeight || marker.height };
    const { x, y, width, height, rotation } = place(marker, film, settings, current?.fit);
    const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`;
    Object.assign(video.style, {
      left: percent(x - width / 2, marker.width),
      top: percent(y - height / 2, marker.height),
      width: percent(width, marker.width),
      height: percent(height, marker.height),
      transform: `rotate(${rotation}deg)`,
      opacity: String(settings.opacity),
    });
  }
}

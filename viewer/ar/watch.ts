/** The way without a camera: the picture, and the video playing on it where the settings put it. */
import type { Link } from '../shared/api';
import { settingsOf } from './link';
import { place } from './placement';
import type { Player } from './player';
import type { Strings } from './strings';
import { h } from './ui/dom';
import { Controls } from './ui/stage';

/** Call it within a tap, so that the video may play. Returns what refreshes the controls. */
export function watch(root: HTMLElement, link: Link, player: Player, strings: Strings): () => void {
  const { video } = player;
  const picture = h('img', { alt: strings.pictureAlt, src: link.imageUrl ?? '' });
  const sheet = h('div', { class: 'sheet' }, [picture, video]);
  const controls = new Controls(strings, player);
  root.replaceChildren(h('div', { class: 'watch' }, [sheet, controls.element]));
  video.className = 'film-still';
  const size = { width: link.marker?.width ?? 4, height: link.marker?.height ?? 3 };
  sheet.style.setProperty('aspect-ratio', `${size.width} / ${size.height}`);
  sheet.style.setProperty('--ratio', String(size.width / size.height));
  const lay = (): void => layFilm(video, link, size);
  video.addEventListener('loadedmetadata', lay);
  lay();
  player.watch();
  return () => controls.refresh();
}

/** The sheet ends where the picture ends, so a video that fits by itself may lie there whole. */
function layFilm(video: HTMLVideoElement, link: Link, picture: { width: number; height: number }): void {
  const settings = { ...settingsOf(link), overflow: true };
  const film = { width: video.videoWidth || picture.width, height: video.videoHeight || picture.height };
  const { x, y, width, height, rotation } = place(picture, film, settings, link.videos[0]?.fit);
  const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`;
  Object.assign(video.style, {
    left: percent(x - width / 2, picture.width),
    top: percent(y - height / 2, picture.height),
    width: percent(width, picture.width),
    height: percent(height, picture.height),
    transform: `rotate(${rotation}deg)`,
    opacity: String(settings.opacity),
  });
}

/** The video on a still picture: the element itself, or what a mask or a key colour leaves of it. */
import type { MarkerSettings } from '../shared/api';
import type { Size } from './camera/reader';
import { Film } from './render/film';
import { KeyedFilm } from './render/keyed';
import { keyingOf, OPAQUE, visibleSize, type Keying } from './render/keying';

/** Pixels of a keyed film's longer side: no camera and no tracker want the processor's time here. */
const SIDE = 640;

export class WatchFilm {
  private readonly film: Film;
  private readonly keyed: KeyedFilm;
  private keying: Keying = OPAQUE;
  private asked = 0;

  constructor(private readonly video: HTMLVideoElement) {
    this.film = new Film(video);
    this.keyed = new KeyedFilm(this.film, SIDE);
    this.keyed.canvas.setAttribute('aria-hidden', 'true');
    this.keyed.canvas.hidden = true;
    video.after(this.keyed.canvas);
  }

  /** From now on by these settings. */
  show(settings: MarkerSettings): void {
    this.keying = keyingOf(settings);
    const { canvas } = this.keyed;
    canvas.hidden = this.keying.kind === 'none';
    this.video.removeAttribute('style');
    this.video.className = canvas.hidden ? 'film-still' : 'film';
    canvas.className = 'film-still';
    cancelAnimationFrame(this.asked);
    this.draw();
  }

  /** Pixels of what is seen of it; 0x0 while that is not known. */
  get size(): Size {
    return visibleSize(this.video, this.keying);
  }

  /** What is to be laid on the picture. */
  get element(): HTMLElement {
    return this.keying.kind === 'none' ? this.video : this.keyed.canvas;
  }

  close(): void {
    cancelAnimationFrame(this.asked);
    this.keyed.canvas.remove();
    this.film.close();
  }

  private readonly draw = (): void => {
    if (this.keying.kind === 'none') return;
    this.keyed.update(this.keying);
    this.asked = requestAnimationFrame(this.draw);
  };
}

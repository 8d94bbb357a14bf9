/** The renderer for devices without WebGL: a 2D canvas for the camera and a `matrix3d` on the video element. */
import type { Size } from '../camera/reader';
import type { FrameImage } from '../camera/source';
import type { Point } from '../engine';
import { apply, multiply, type Matrix3 } from '../math/homography';
import type { Film } from './film';
import { KeyedFilm } from './keyed';
import { lumaOf, OPAQUE, visibleSize, type Keying } from './keying';
import { gainOf, Light } from './light';
import { drawLaid, trace } from './mesh';
import { coverMatrix, screenSize, type Overlay, type Renderer } from './renderer';
import { Sampler } from './sample';

const SQUARE = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }];
/** Pixels of a keyed film's longer side: such devices are slow. */
const KEYED_SIDE = 320;

export class CssRenderer implements Renderer {
  readonly flat = true;
  private readonly context: CanvasRenderingContext2D | null;
  private readonly keyed: KeyedFilm;
  private readonly sampler = new Sampler();
  private readonly light = new Light();
  private frame: Size | null = null;
  private drawn: Overlay | null = null;
  /** What is laid on the picture: the video, or a canvas with what its key leaves of it. */
  private laid: HTMLVideoElement | HTMLCanvasElement;

  constructor(private readonly canvas: HTMLCanvasElement, private readonly film: Film) {
    this.context = canvas.getContext('2d', { alpha: false });
    this.keyed = new KeyedFilm(film, KEYED_SIDE);
    this.keyed.canvas.className = 'film';
    this.laid = film.video;
  }

  showFrame(image: FrameImage, size: Size): void {
    const { canvas } = this;
    if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, { width: size.width, height: size.height });
    this.context?.drawImage(image, 0, 0, size.width, size.height);
    this.frame = { width: size.width, height: size.height };
    this.sampler.keep(image, size, performance.now());
  }

  draw(overlay: Overlay | null): void {
    this.drawn = overlay;
    const { laid, size } = this.choose(overlay?.keying ?? OPAQUE);
    const { style } = laid;
    style.opacity = overlay ? String(overlay.alpha) : '0';
    if (!overlay || !this.frame) return;
    const screen = { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
    const [left, top, width, height] = overlay.crop;
    style.width = `${size.width}px`;
    style.height = `${size.height}px`;
    const corners = outlineOf(overlay).map(({ x, y }) => `${(left + x * width) * size.width}px ${(top + y * height) * size.height}px`);
    style.clipPath = `polygon(${corners.join(',')})`;
    style.filter = this.filter(overlay);
    // From the element's pixels to the cropped unit square, then on to the screen.
    const [across, down] = [size.width * width, size.height * height];
    const unit = Float64Array.of(1 / across, 0, -left / width, 0, 1 / down, -top / height, 0, 0, 1);
    style.transform = matrix3d(multiply(multiply(coverMatrix(this.frame, screen), overlay.matrix), unit));
  }

  capture(): HTMLCanvasElement {
    const { frame, drawn, laid } = this;
    const canvas = Object.assign(document.createElement('canvas'), screenSize(this.canvas));
    const context = canvas.getContext('2d', { alpha: false });
    if (!context || !frame) return canvas;
    const cover = coverMatrix(frame, canvas);
    context.drawImage(this.canvas, cover[2]!, cover[5]!, cover[0]!, cover[4]!);
    if (!drawn || drawn.alpha === 0) return canvas;
    const matrix = multiply(cover, drawn.matrix);
    trace(context, outlineOf(drawn).map((corner) => apply(matrix, corner)));
    context.clip();
    context.globalAlpha = drawn.alpha;
    if ('filter' in context) context.filter = laid.style.filter || 'none';
    const size = laid instanceof HTMLVideoElement ? { width: laid.videoWidth, height: laid.videoHeight } : laid;
    drawLaid(context, laid, size, matrix, drawn.crop);
    return canvas;
  }

  dispose(): void {
    this.laid.classList.remove('film-flat');
    this.film.video.removeAttribute('style');
    this.keyed.canvas.remove();
  }

  /** Takes the film's picture, with or without a key, and says in which pixels it is laid out. */
  private choose(keying: Keying): { laid: HTMLElement; size: Size } {
    const { film, keyed } = this;
    if (keying.kind !== 'none') keyed.update(keying);
    const laid = keying.kind === 'none' ? film.video : keyed.canvas;
    if (laid !== this.laid || !laid.classList.contains('film-flat')) this.lay(laid);
    const { width, height } = visibleSize(film.video, keying);
    return { laid, size: { width: width || 1, height: height || 1 } };
  }

  private lay(laid: HTMLVideoElement | HTMLCanvasElement): void {
    this.laid.classList.remove('film-flat');
    this.laid.removeAttribute('style');
    laid.classList.add('film-flat');
    if (!laid.isConnected) this.film.video.after(laid);
    this.laid = laid;
  }

  /** Light without colour: a filter that every browser has. */
  private filter({ light, picture, peeled }: Overlay): string {
    const published = light?.cells;
    if (!published) return '';
    const seen = peeled > 0 ? null : this.sampler.look(picture);
    const gain = seen && gainOf(seen, published);
    const time = performance.now();
    if (gain) this.light.see(gain, time);
    return `brightness(${lumaOf(this.light.gain(time, peeled)).toFixed(3)})`;
  }
}

/** Shares of the visible part; on the screen a film is not clipped. */
function outlineOf({ clip, peeled }: Overlay): readonly Point[] {
  return peeled < 1 && clip ? clip.outline : SQUARE;
}

/** CSS takes 4x4 by columns; z is left alone. */
function matrix3d(m: Matrix3): string {
  const n = (i: number): number => m[i]! / m[8]!;
  const columns = [n(0), n(3), 0, n(6), n(1), n(4), 0, n(7), 0, 0, 1, 0, n(2), n(5), 0, 1];
  return `matrix3d(${columns.map((value) => value.toFixed(9)).join(',')})`;
}

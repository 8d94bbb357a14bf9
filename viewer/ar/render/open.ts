/** Chooses how to draw on this device. */
import { CssRenderer } from './css';
import type { Film } from './film';
import type { Renderer } from './renderer';
import { WebGLRenderer } from './webgl';

export function openRenderer(canvas: HTMLCanvasElement, film: Film): Renderer {
  try {
    return new WebGLRenderer(canvas, film);
  } catch {
    return new CssRenderer(canvas, film.video);
  }
}

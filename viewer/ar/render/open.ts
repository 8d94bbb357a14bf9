/** Chooses how to draw on this device. */
import { CssRenderer } from './css';
import type { Film } from './film';
import type { Renderer } from './renderer';
import { WebGLRenderer } from './webgl';

export interface RendererOptions {
  /** The graphics were taken away and do not come back: go on upon another canvas, with `flat`. */
  onLost?: () => void;
  /** Without WebGL, whatever the device can. */
  flat?: boolean;
}

const nobody = (): void => undefined;

export function openRenderer(canvas: HTMLCanvasElement, film: Film, { onLost = nobody, flat = false }: RendererOptions = {}): Renderer {
  try {
    if (!flat) return new WebGLRenderer(canvas, film, onLost);
  } catch {
    // A canvas that gave WebGL's context and then failed gives no other.
    if (!canvas.getContext('2d', { alpha: false })) queueMicrotask(onLost);
  }
  return new CssRenderer(canvas, film);
}

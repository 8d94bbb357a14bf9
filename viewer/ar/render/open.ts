/** Chooses how to draw on this device. */
import { CssRenderer } from './css';
import type { Renderer } from './renderer';
import { WebGLRenderer } from './webgl';

export function openRenderer(canvas: HTMLCanvasElement, video: HTMLVideoElement): Renderer {
  try {
    return new WebGLRenderer(canvas, video);
  } catch {
    return new CssRenderer(canvas, video);
  }
}

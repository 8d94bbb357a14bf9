/** The usual renderer: camera and video as two quadrangles on one WebGL canvas. */
import type { Size } from '../camera/reader';
import type { FrameImage } from '../camera/source';
import { multiply, type Matrix3 } from '../math/homography';
import { areaOf } from './edges';
import type { Film } from './film';
import { Lighting } from './lighting';
import { watchLoss } from './loss';
import type { Graphics } from './program';
import { clipMatrix, QuadPainter, type QuadLight } from './quad';
import { Reel } from './reel';
import { coverMatrix, screenSize, type Overlay, type Renderer } from './renderer';

/** Pixels over which the video's edge fades into the picture. */
const FEATHER = 2;

/** All that goes with the graphics and comes anew with them. */
interface Painting {
  painter: QuadPainter;
  camera: WebGLTexture;
  reel: Reel;
  /** Null where the graphics do not take that much. */
  lighting: Lighting | null;
}

export class WebGLRenderer implements Renderer {
  readonly flat = false;
  private readonly gl: Graphics;
  private readonly unwatch: () => void;
  /** Null while the graphics are lost. */
  private painting: Painting | null;
  private frame: Size | null = null;
  private drawn: Overlay | null = null;

  /** Throws where there is no WebGL; `onLost` when it was taken away and is not given back. */
  constructor(private readonly canvas: HTMLCanvasElement, film: Film, onLost: () => void) {
    const gl = contextOf(canvas);
    this.gl = gl;
    this.painting = prepare(gl, film);
    this.unwatch = watchLoss(canvas, {
      lost: () => (this.painting = this.frame = null),
      restored: () => (this.painting = prepare(gl, film)),
      gone: onLost,
    });
  }

  showFrame(image: FrameImage, size: Size): void {
    if (!this.painting) return;
    const { painter, camera } = this.painting;
    painter.fill(camera, image);
    this.frame = { width: size.width, height: size.height };
  }

  draw(overlay: Overlay | null): void {
    const { gl, canvas, painting, frame } = this;
    this.drawn = overlay;
    const { width, height } = screenSize(canvas);
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    if (!painting) return;
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (!frame) return;
    const cover = coverMatrix(frame, canvas);
    painting.painter.cover(painting.camera, multiply(clipMatrix(width, height), cover));
    if (overlay) this.lay(painting, overlay, cover);
  }

  capture(): HTMLCanvasElement {
    this.draw(this.drawn);
    return this.canvas;
  }

  dispose(): void {
    this.unwatch();
    this.painting = null;
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  private lay(painting: Painting, overlay: Overlay, cover: Matrix3): void {
    const { alpha, clip, crop, keying, peeled } = overlay;
    const pixels = multiply(cover, overlay.matrix);
    const film = painting.reel.take(keying, areaOf(pixels) / Math.max(1e-6, crop[2] * crop[3]));
    if (!film) return;
    const matrix = multiply(clipMatrix(this.canvas.width, this.canvas.height), pixels);
    const light = this.light(painting, overlay);
    const within = clip?.matrix ?? null;
    painting.painter.paint(film, { matrix, crop, alpha, within, open: peeled, light, feather: FEATHER });
  }

  private light({ lighting, camera }: Painting, { light, picture, peeled }: Overlay): QuadLight | null {
    if (!light || !lighting) return null;
    lighting.see(camera, peeled > 0 ? null : picture, light, performance.now());
    return { gains: lighting.texture, share: 1 - peeled };
  }
}

/** WebGL 2 where there is: it shrinks pictures of any size. */
function contextOf(canvas: HTMLCanvasElement): Graphics {
  const options = { alpha: false, antialias: false, depth: false };
  const gl = canvas.getContext('webgl2', options) ?? canvas.getContext('webgl', options);
  if (!gl) throw new Error('no WebGL');
  return gl as Graphics;
}

function prepare(gl: Graphics, film: Film): Painting {
  const painter = new QuadPainter(gl);
  return { painter, camera: painter.texture(), reel: new Reel(gl, film), lighting: lightingOf(gl) };
}

function lightingOf(gl: Graphics): Lighting | null {
  try {
    return new Lighting(gl);
  } catch (error) {
    if (gl.isContextLost()) throw error;
    return null;
  }
}

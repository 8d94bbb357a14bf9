/** The usual renderer: camera and video as two quadrangles on one WebGL canvas. */
import type { Size } from '../camera/reader';
import type { FrameImage } from '../camera/source';
import { multiply } from '../math/homography';
import { clipMatrix, QuadPainter } from './quad';
import type { Film } from './film';
import { coverMatrix, type Overlay, type Renderer } from './renderer';

/** More than two device pixels a CSS pixel cost a phone time and show nothing. */
const MAX_DENSITY = 2;
/** Pixels over which the video's edge fades into the picture. */
const FEATHER = 2;

interface Painting {
  painter: QuadPainter;
  camera: WebGLTexture;
  film: WebGLTexture;
}

/** Throws where there is no WebGL. */
export class WebGLRenderer implements Renderer {
  private readonly gl: WebGLRenderingContext;
  private painting: Painting;
  private frame: Size | null = null;
  private uploaded = 0;

  constructor(private readonly canvas: HTMLCanvasElement, private readonly movie: Film) {
    const gl = canvas.getContext('webgl', { alpha: false, antialias: false });
    if (!gl) throw new Error('no WebGL');
    this.gl = gl;
    this.painting = prepare(gl);
    // A phone takes the graphics away from a page in the background; only a prevented loss is given back.
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    canvas.addEventListener('webglcontextrestored', () => {
      this.painting = prepare(gl);
      this.frame = null;
      this.uploaded = 0;
    });
  }

  showFrame(image: FrameImage, size: Size): void {
    const { painter, camera } = this.painting;
    painter.fill(camera, image);
    this.frame = { width: size.width, height: size.height };
  }

  draw(overlay: Overlay | null): void {
    const { gl, canvas } = this;
    this.fitCanvas();
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clearColor(0, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (!this.frame) return;
    const matrix = multiply(clipMatrix(canvas.width, canvas.height), coverMatrix(this.frame, canvas));
    const { painter, camera, film } = this.painting;
    painter.paint(camera, { matrix });
    if (!overlay || !this.takeFilm()) return;
    const soft = FEATHER / Math.max(1, overlay.side * canvas.width);
    const { crop, alpha, clip } = overlay;
    const options = { crop, alpha, feather: [soft, soft] as const, within: clip?.matrix };
    painter.paint(film, { matrix: multiply(matrix, overlay.matrix), ...options });
  }

  dispose(): void {
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  /** Uploads the video's picture when it is another one; false while there is none. */
  private takeFilm(): boolean {
    const { stamp, video } = this.movie;
    if (stamp !== this.uploaded && stamp > 0) {
      this.painting.painter.fill(this.painting.film, video);
      this.uploaded = stamp;
    }
    return this.uploaded > 0;
  }

  private fitCanvas(): void {
    const density = Math.min(devicePixelRatio, MAX_DENSITY);
    const width = Math.round(this.canvas.clientWidth * density);
    const height = Math.round(this.canvas.clientHeight * density);
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
  }
}

function prepare(gl: WebGLRenderingContext): Painting {
  const painter = new QuadPainter(gl);
  return { painter, camera: painter.texture(), film: painter.texture() };
}

/** The usual renderer: camera and video as two quadrangles on one WebGL canvas. */
import type { Size } from '../camera/reader';
import type { FrameImage } from '../camera/source';
import { multiply } from '../math/homography';
import { clipMatrix, QuadPainter } from './quad';
import { coverMatrix, type Overlay, type Renderer } from './renderer';

/** More than two device pixels a CSS pixel cost a phone time and show nothing. */
const MAX_DENSITY = 2;
/** Pixels over which the video's edge fades into the picture. */
const FEATHER = 2;

/** Throws where there is no WebGL. */
export class WebGLRenderer implements Renderer {
  private readonly gl: WebGLRenderingContext;
  private readonly painter: QuadPainter;
  private readonly camera: WebGLTexture;
  private readonly film: WebGLTexture;
  private frame: Size | null = null;
  private filmTime = -1;

  constructor(private readonly canvas: HTMLCanvasElement, private readonly video: HTMLVideoElement) {
    const gl = canvas.getContext('webgl', { alpha: false, antialias: false });
    if (!gl) throw new Error('no WebGL');
    this.gl = gl;
    this.painter = new QuadPainter(gl);
    this.camera = this.painter.texture();
    this.film = this.painter.texture();
  }

  showFrame(image: FrameImage, size: Size): void {
    this.painter.fill(this.camera, image);
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
    this.painter.paint(this.camera, { matrix });
    if (!overlay || !this.takeFilm()) return;
    const soft = FEATHER / Math.max(1, overlay.side * canvas.width);
    const options = { crop: overlay.crop, alpha: overlay.alpha, feather: [soft, soft] as const };
    this.painter.paint(this.film, { matrix: multiply(matrix, overlay.matrix), ...options });
  }

  dispose(): void {
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  /** Uploads the video's picture when it is another one; false while there is none. */
  private takeFilm(): boolean {
    const { video } = this;
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.currentTime !== this.filmTime) {
      this.painter.fill(this.film, video);
      this.filmTime = video.currentTime;
    }
    return this.filmTime >= 0;
  }

  private fitCanvas(): void {
    const density = Math.min(devicePixelRatio, MAX_DENSITY);
    const width = Math.round(this.canvas.clientWidth * density);
    const height = Math.round(this.canvas.clientHeight * density);
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
  }
}

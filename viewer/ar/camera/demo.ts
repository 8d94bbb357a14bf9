/** A camera that is drawn: it films the link's picture on a table, sways, goes away and comes back. */
import type { Corners } from '../engine';
import { multiply, squareToQuad } from '../math/homography';
import { clipMatrix, QuadPainter } from '../render/quad';
import { paintTable, paintPicture } from './scene';
import type { CameraFrame, CameraSource } from './source';
import { letGo, stillOf } from './still';

/** Pixels of the drawn frame's sides; where the processor draws in place of a graphics card, fewer. */
const [LONG, SHORT] = [960, 720];
const [LONG_SOFT, SHORT_SOFT] = [640, 480];
/** A phone's main camera: focal length as a share of the longer side. */
const FOCAL = 0.9;
/** Milliseconds between frames, and of one round. */
const FRAME = 33;
const ROUND = 15_000;

interface View {
  /** Of the picture's middle, shares of the frame from its middle. */
  x: number;
  y: number;
  /** Share of the frame that the picture fills. */
  size: number;
  /** Radians. */
  yaw: number;
  pitch: number;
  roll: number;
}

export class DemoCamera implements CameraSource {
  readonly kind = 'demo';
  private readonly canvas = document.createElement('canvas');
  private painter: QuadPainter | null = null;
  private table: WebGLTexture | null = null;
  private picture: WebGLTexture | null = null;
  private aspect = 1;
  private startedAt = 0;
  private givenAt = 0;
  private closed = false;

  constructor(private readonly pictureUrl: string) {}

  /** Throws where there is no WebGL or the picture does not load. */
  async open(): Promise<void> {
    const gl = this.canvas.getContext('webgl', { alpha: false, preserveDrawingBuffer: true });
    if (!gl) throw new Error('no WebGL');
    const [long, short] = isSoftware(gl) ? [LONG_SOFT, SHORT_SOFT] : [LONG, SHORT];
    const [width, height] = innerHeight > innerWidth ? [short, long] : [long, short];
    Object.assign(this.canvas, { width, height });
    gl.viewport(0, 0, width, height);
    const picture = await paintPicture(this.pictureUrl, 0.8 * short);
    this.aspect = picture.height / picture.width;
    this.painter = new QuadPainter(gl);
    this.table = this.painter.texture();
    this.painter.fill(this.table, paintTable(width, height));
    this.picture = this.painter.texture();
    this.painter.fill(this.picture, picture);
    this.startedAt = performance.now();
  }

  async next(): Promise<CameraFrame | null> {
    do await new Promise(requestAnimationFrame);
    while (!this.closed && performance.now() - this.givenAt < FRAME);
    if (this.closed) return null;
    this.givenAt = performance.now();
    this.film((this.givenAt - this.startedAt) % ROUND);
    const { width, height } = this.canvas;
    const image = await stillOf(this.canvas, width, height);
    return { image, width, height, time: this.givenAt, release: () => letGo(image) };
  }

  close(): void {
    this.closed = true;
    this.canvas.getContext('webgl')?.getExtension('WEBGL_lose_context')?.loseContext();
  }

  private film(time: number): void {
    const { painter, canvas } = this;
    if (!painter || !this.table || !this.picture) return;
    const clip = clipMatrix(canvas.width, canvas.height);
    const drift = 12 * Math.sin(time / 900);
    const [w, h] = [canvas.width, canvas.height];
    painter.paint(this.table, { matrix: multiply(clip, Float64Array.of(w * 1.06, 0, drift - 0.03 * w, 0, h * 1.06, -0.03 * h, 0, 0, 1)) });
    const corners = cornersOf(viewAt(time), this.aspect, w, h);
    painter.paint(this.picture, { matrix: multiply(clip, squareToQuad(corners)), feather: 2 });
  }
}

function isSoftware(gl: WebGLRenderingContext): boolean {
  const details = gl.getExtension('WEBGL_debug_renderer_info');
  return details !== null && /swiftshader|llvmpipe|software/i.test(String(gl.getParameter(details.UNMASKED_RENDERER_WEBGL)));
}

/** Comes in from the right, sways, and leaves to the left at the end of the round. */
function viewAt(time: number): View {
  const glide = (from: number, to: number): number => {
    const share = Math.min(1, Math.max(0, (time - from) / (to - from)));
    return share * share * (3 - 2 * share);
  };
  const t = time / 1000;
  return {
    x: 1.3 * (1 - glide(600, 1500)) - 1.3 * glide(ROUND - 1300, ROUND - 500) + 0.03 * Math.sin(0.9 * t),
    y: 0.02 * Math.sin(1.3 * t),
    size: 0.74 + 0.08 * Math.sin(0.7 * t),
    yaw: 0.42 * Math.sin(0.8 * t),
    pitch: 0.22 * Math.sin(1.1 * t + 1),
    roll: 0.1 * Math.sin(0.6 * t),
  };
}

/** The picture's corners TL TR BR BL in the frame; `aspect` is its height over its width. */
function cornersOf(view: View, aspect: number, width: number, height: number): Corners {
  const focal = FOCAL * Math.max(width, height);
  // The screen shows a part of the frame; the picture is to fit into that part.
  const screen = innerWidth / innerHeight;
  const room = Math.min(width, height * screen, Math.min(height, width / screen) / aspect);
  const depth = focal / (view.size * room);
  const [cy, sy, cp, sp, cr, sr] = [view.yaw, view.pitch, view.roll].flatMap((angle) => [Math.cos(angle), Math.sin(angle)]) as [
    number, number, number, number, number, number,
  ];
  const project = (px: number, py: number): { x: number; y: number } => {
    const [x, y] = [cr * px - sr * py, sr * px + cr * py];
    const [x2, z2] = [cy * x, -sy * x];
    const [y3, z3] = [cp * y - sp * z2, sp * y + cp * z2];
    const z = depth + z3;
    return { x: (focal * x2) / z + width * (0.5 + view.x), y: (focal * y3) / z + height * (0.5 + view.y) };
  };
  const [r, b] = [0.5, 0.5 * aspect];
  return [project(-r, -b), project(r, -b), project(r, b), project(-r, b)];
}

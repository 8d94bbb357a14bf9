/** A textured quadrangle in perspective: what the viewer draws with WebGL. */
import { multiply, type Matrix3 } from '../math/homography';
import { edgeScales, type Edges } from './edges';
import { bindCorners, Program, type Graphics } from './program';
import { COVERING, LAID, PICTURE } from './shaders';
import { createTexture, fillTexture } from './textures';

export interface QuadLight {
  /** Its one pixel has the halves of what colours are multiplied by. */
  gains: WebGLTexture;
  /** How much of that is done, 0..1. */
  share: number;
}

export interface QuadOptions {
  /** The unit square onto clip space: x right, y UP, -1..1; the third row is the perspective divisor. */
  matrix: Matrix3;
  crop?: readonly [number, number, number, number];
  alpha?: number;
  /** Pixels over which the edges fade, inwards; 0 for hard ones. */
  feather?: number;
  /** From the unit square to another, outside of which nothing is drawn: affine. */
  within?: Matrix3 | null;
  /** How far what lies outside of `within` is drawn all the same, 0..1. */
  open?: number;
  light?: QuadLight | null;
}

/** Takes everything to the middle: nothing is outside. */
const ANYWHERE = Float64Array.of(0, 0, 0.5, 0, 0, 0.5, 0, 0, 1);
/** A hundredth of a pixel. */
const HARD = 0.01;
/** As hard, for whoever is told no pixels: edges that a square of any size on any screen is within. */
const NO_EDGES: Edges = [1e4, 1e4, 1e4, 1e4];

/** The screen's pixels (y down) onto clip space. */
export function clipMatrix(width: number, height: number): Matrix3 {
  return Float64Array.of(2 / width, 0, -1, 0, -2 / height, 1, 0, 0, 1);
}

export class QuadPainter {
  private readonly covering: Program;
  private readonly program: Program;

  /** Throws where the graphics are gone. */
  constructor(private readonly gl: Graphics) {
    this.covering = new Program(gl, LAID, COVERING);
    this.program = new Program(gl, LAID, PICTURE);
    bindCorners(gl);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  texture(): WebGLTexture {
    return createTexture(this.gl);
  }

  fill(texture: WebGLTexture, image: TexImageSource): void {
    fillTexture(this.gl, texture, image);
  }

  /** As it is, with hard edges. */
  cover(texture: WebGLTexture, matrix: Matrix3): void {
    this.gl.bindTexture(this.gl.TEXTURE_2D, texture);
    this.covering.use().setMatrix('place', matrix).set('crop', 0, 0, 1, 1).draw();
  }

  /** The texture's colours are premultiplied. */
  paint(texture: WebGLTexture, options: QuadOptions): void {
    const { gl, program } = this;
    const { matrix, crop = [0, 0, 1, 1], alpha = 1, feather = 0, within = null, open = 0, light = null } = options;
    const pixels = multiply(pixelMatrix(gl.drawingBufferWidth, gl.drawingBufferHeight), matrix);
    program.use().sample('picture', 0, texture).setMatrix('place', matrix).setMatrix('within', within ?? ANYWHERE);
    program.set('crop', ...crop).set('alpha', alpha).set('open', within ? open : 1);
    program.set('edges', ...softEdges(pixels, feather)).set('outline', ...(within ? softEdges(pixels, feather, within) : NO_EDGES));
    program.set('lit', light?.share ?? 0).sample('gains', 1, light?.gains ?? texture).draw();
  }
}

/** Clip space onto pixels: their direction does not matter to a distance. */
function pixelMatrix(width: number, height: number): Matrix3 {
  return Float64Array.of(width / 2, 0, width / 2, 0, height / 2, height / 2, 0, 0, 1);
}

function softEdges(pixels: Matrix3, feather: number, within: Matrix3 | null = null): number[] {
  return edgeScales(pixels, within).map((scale) => scale / Math.max(feather, HARD));
}

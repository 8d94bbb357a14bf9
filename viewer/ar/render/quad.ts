/** A textured quadrangle in perspective: the one thing that the viewer draws with WebGL. */
import type { Matrix3 } from '../math/homography';

const VERTEX = `
attribute vec2 corner;
uniform mat3 place;
uniform mat3 within;
uniform vec4 crop;
varying vec2 unit;
varying vec2 inside;
varying vec2 at;
void main() {
  vec3 p = place * vec3(corner, 1.0);
  unit = corner;
  inside = (within * vec3(corner, 1.0)).xy;
  at = crop.xy + corner * crop.zw;
  gl_Position = vec4(p.xy, 0.0, p.z);
}`;

const FRAGMENT = `
precision mediump float;
uniform sampler2D picture;
uniform float alpha;
uniform vec2 feather;
varying vec2 unit;
varying vec2 inside;
varying vec2 at;
void main() {
  vec2 near = min(min(unit, 1.0 - unit), min(inside, 1.0 - inside));
  vec2 edge = clamp(near / feather, 0.0, 1.0);
  float a = alpha * edge.x * edge.y;
  gl_FragColor = vec4(texture2D(picture, at).rgb * a, a);
}`;

export interface QuadOptions {
  /** The unit square onto clip space: x right, y UP, -1..1; the third row is the perspective divisor. */
  matrix: Matrix3;
  crop?: readonly [number, number, number, number];
  alpha?: number;
  /** Width of the soft edge as shares of the quadrangle's sides. */
  feather?: readonly [number, number];
  /** From the unit square to another, outside of which nothing is drawn: affine. */
  within?: Matrix3 | undefined;
}

/** Takes everything to the middle: nothing is outside. */
const ANYWHERE = Float64Array.of(0, 0, 0.5, 0, 0, 0.5, 0, 0, 1);

/** The screen's pixels (y down) onto clip space. */
export function clipMatrix(width: number, height: number): Matrix3 {
  return Float64Array.of(2 / width, 0, -1, 0, -2 / height, 1, 0, 0, 1);
}

export class QuadPainter {
  private readonly program: WebGLProgram;
  private readonly places = new Map<string, WebGLUniformLocation | null>();

  constructor(private readonly gl: WebGLRenderingContext) {
    this.program = link(gl);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1), gl.STATIC_DRAW);
    const corner = gl.getAttribLocation(this.program, 'corner');
    gl.enableVertexAttribArray(corner);
    gl.vertexAttribPointer(corner, 2, gl.FLOAT, false, 0, 0);
    gl.useProgram(this.program);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  texture(): WebGLTexture {
    const { gl } = this;
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    // Sizes that are no powers of two allow neither mipmaps nor repeats in WebGL 1.
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
    for (const use of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, use, gl.LINEAR);
    return texture;
  }

  fill(texture: WebGLTexture, image: TexImageSource): void {
    const { gl } = this;
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, image);
  }

  paint(texture: WebGLTexture, options: QuadOptions): void {
    const { gl } = this;
    const { matrix, crop = [0, 0, 1, 1], alpha = 1, feather = [0, 0], within = ANYWHERE } = options;
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.uniformMatrix3fv(this.uniform('place'), false, columns(matrix));
    gl.uniformMatrix3fv(this.uniform('within'), false, columns(within));
    gl.uniform4f(this.uniform('crop'), ...crop);
    gl.uniform1f(this.uniform('alpha'), alpha);
    gl.uniform2f(this.uniform('feather'), Math.max(feather[0], 1e-5), Math.max(feather[1], 1e-5));
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  private uniform(name: string): WebGLUniformLocation | null {
    if (!this.places.has(name)) this.places.set(name, this.gl.getUniformLocation(this.program, name));
    return this.places.get(name) ?? null;
  }
}

/** WebGL takes matrices by columns. */
function columns(m: Matrix3): number[] {
  return [m[0]!, m[3]!, m[6]!, m[1]!, m[4]!, m[7]!, m[2]!, m[5]!, m[8]!];
}

function link(gl: WebGLRenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]] as const) {
    const shader = gl.createShader(type);
    if (!shader) throw new Error('the WebGL context is lost');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? 'WebGL failed');
  return program;
}

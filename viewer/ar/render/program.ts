/** One of the graphics' programs: made once, its places remembered. */
import type { Matrix3 } from '../math/homography';

/** All programs draw the same four corners. */
const CORNER = 0;

/** WebGL 2 where there is one: what only that has is asked for where it is used. */
export type Graphics = WebGLRenderingContext;

export class Program {
  private readonly program: WebGLProgram;
  private readonly places = new Map<string, WebGLUniformLocation | null>();

  /** Throws where the graphics do not take it, or are gone. */
  constructor(private readonly gl: Graphics, vertex: string, fragment: string) {
    this.program = link(gl, vertex, fragment);
  }

  use(): this {
    this.gl.useProgram(this.program);
    return this;
  }

  set(name: string, ...values: number[]): this {
    const { gl } = this;
    const place = this.place(name);
    if (values.length === 1) gl.uniform1f(place, values[0]!);
    else if (values.length === 2) gl.uniform2fv(place, values);
    else if (values.length === 3) gl.uniform3fv(place, values);
    else gl.uniform4fv(place, values);
    return this;
  }

  /** Binds a texture to one of the units and gives it to a sampler; unit 0 is the one that is bound to between draws. */
  sample(name: string, unit: number, texture: WebGLTexture): this {
    const { gl } = this;
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.uniform1i(this.place(name), unit);
    gl.activeTexture(gl.TEXTURE0);
    return this;
  }

  /** WebGL takes matrices by columns. */
  setMatrix(name: string, m: Matrix3): this {
    this.gl.uniformMatrix3fv(this.place(name), false, [m[0]!, m[3]!, m[6]!, m[1]!, m[4]!, m[7]!, m[2]!, m[5]!, m[8]!]);
    return this;
  }

  draw(): void {
    this.gl.drawArrays(this.gl.TRIANGLE_STRIP, 0, 4);
  }

  private place(name: string): WebGLUniformLocation | null {
    if (!this.places.has(name)) this.places.set(name, this.gl.getUniformLocation(this.program, name));
    return this.places.get(name) ?? null;
  }
}

/** The unit square's corners, for every program. */
export function bindCorners(gl: Graphics): void {
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(CORNER);
  gl.vertexAttribPointer(CORNER, 2, gl.FLOAT, false, 0, 0);
}

function link(gl: Graphics, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(type);
    if (!shader || !program) throw new Error('the WebGL context is lost');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, CORNER, 'corner');
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? 'WebGL failed');
  return program;
}

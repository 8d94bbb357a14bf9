/** Brings what the camera sees of the print down to a few cells, on the graphics, and reads them without waiting. */
import type { Matrix3 } from '../math/homography';
import { CELLS, type Cells } from './light';
import { Program, type Graphics } from './program';
import { PRINT, WHOLE } from './shaders';
import { Target } from './textures';

const BYTES = CELLS * CELLS * 4;
/** Milliseconds between two looks. */
const EVERY = 250;
/** Where reading waits for the graphics, it is done so much more seldom than it takes. */
const SELDOM = 200;

export class Meter {
  private readonly program: Program;
  private readonly target: Target;
  private readonly cells = new Uint8Array(BYTES);
  private readonly reading: Reading | null;
  private nextAt = 0;

  /** Throws where the graphics are gone. */
  constructor(private readonly gl: Graphics) {
    this.program = new Program(gl, WHOLE, PRINT);
    this.target = new Target(gl);
    this.reading = 'fenceSync' in gl ? new Reading(gl as WebGL2RenderingContext) : null;
  }

  /** Looks now and then; `print`: the picture's unit square onto the camera texture's. Null while nothing is new. */
  look(camera: WebGLTexture, print: Matrix3, time: number): Cells | null {
    if (this.reading?.pending) return this.reading.take(this.cells) ? this.cells : null;
    if (time < this.nextAt) return null;
    this.nextAt = time + EVERY;
    this.target.draw(CELLS, CELLS, () => {
      this.gl.bindTexture(this.gl.TEXTURE_2D, camera);
      this.program.use().setMatrix('print', print).set('cell', 1 / CELLS).draw();
      if (this.reading) this.reading.begin();
      else this.readAndWait();
    });
    return this.reading ? null : this.cells;
  }

  private readAndWait(): void {
    const { gl } = this;
    const start = performance.now();
    gl.readPixels(0, 0, CELLS, CELLS, gl.RGBA, gl.UNSIGNED_BYTE, this.cells);
    this.nextAt += SELDOM * (performance.now() - start);
  }
}

/** One read on its way into memory: WebGL 2 says when it is there. */
class Reading {
  private readonly buffer: WebGLBuffer | null;
  private fence: WebGLSync | null = null;

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.buffer = gl.createBuffer();
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.buffer);
    gl.bufferData(gl.PIXEL_PACK_BUFFER, BYTES, gl.STREAM_READ);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  }

  get pending(): boolean {
    return this.fence !== null;
  }

  begin(): void {
    const { gl } = this;
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.buffer);
    gl.readPixels(0, 0, CELLS, CELLS, gl.RGBA, gl.UNSIGNED_BYTE, 0);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    this.fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
  }

  /** False while the graphics are not so far. */
  take(into: Uint8Array): boolean {
    const { gl, fence } = this;
    if (!fence || gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED) return false;
    gl.deleteSync(fence);
    this.fence = null;
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.buffer);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, into);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    return true;
  }
}

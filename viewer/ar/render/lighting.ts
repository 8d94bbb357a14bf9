/**
 * Measures the scene's light on the graphics and leaves it there. Reading it back stops a page until the graphics have done
 * all that they were told, even behind a fence that has passed: a tenth of a second in Chromium where the processor draws.
 */
import type { Matrix3 } from '../math/homography';
import { BRIGHTEST, CELLS, DARK, DIMMEST, EASE, ENOUGH, TINT, UNSEEN } from './light';
import { GAIN, PRINT } from './light-shaders';
import { Program, type Graphics } from './program';
import type { Reference } from './reference';
import { WHOLE } from './shaders';
import { createTexture, Target } from './textures';

/** Milliseconds between two looks. */
const EVERY = 60;
/** Milliseconds without a video after which the scene may have another light. */
const FORGET = 1500;

export class Lighting {
  private readonly print: Program;
  private readonly gain: Program;
  private readonly seen: Target;
  private readonly published: WebGLTexture;
  /** The latest gain, and what the next one is drawn into. */
  private now: Target;
  private next: Target;
  private reference: Reference | null = null;
  private startedAt = 0;
  private usedAt = -Infinity;
  private lookedAt = 0;
  /** Whether `published` has what is compared with. */
  private filled = false;

  /** Throws where the graphics are gone. */
  constructor(private readonly gl: Graphics) {
    this.print = new Program(gl, WHOLE, PRINT);
    this.gain = new Program(gl, WHOLE, GAIN);
    this.seen = new Target(gl);
    this.published = createTexture(gl);
    [this.now, this.next] = [new Target(gl), new Target(gl)];
    this.forget();
  }

  /** One pixel with the halves of the gains, 1 while nothing is known. */
  get texture(): WebGLTexture {
    return this.now.texture;
  }

  /** The picture is shown at `time`; `print`: its unit square onto the camera texture's, null where it is not in the scene. */
  see(camera: WebGLTexture, print: Matrix3 | null, reference: Reference, time: number): void {
    if (reference !== this.reference || time - this.usedAt > FORGET) this.begin(reference, time);
    this.usedAt = time;
    if (!print || !reference.cells || time - this.lookedAt < EVERY) return;
    const share = 1 - Math.exp(-(time - this.lookedAt) / EASE);
    this.lookedAt = time;
    this.look(camera, print, share, time - this.startedAt < UNSEEN ? 1 : share);
  }

  private begin(reference: Reference, time: number): void {
    if (this.usedAt > -Infinity) this.forget();
    this.reference = reference;
    this.startedAt = time;
    this.lookedAt = time - EVERY;
    this.filled = false;
  }

  private look(camera: WebGLTexture, print: Matrix3, share: number, first: number): void {
    const { gl, seen, published, now, next } = this;
    if (!this.filled) this.fill();
    seen.draw(CELLS, CELLS, () => {
      gl.bindTexture(gl.TEXTURE_2D, camera);
      this.print.use().setMatrix('print', print).set('cell', 1 / CELLS).draw();
    });
    next.draw(1, 1, () => {
      const program = this.gain.use().sample('seen', 0, seen.texture).sample('published', 1, published).sample('last', 2, now.texture);
      program.set('side', CELLS).set('dark', DARK / 255).set('enough', ENOUGH);
      program.set('bounds', DIMMEST, BRIGHTEST, TINT).set('shares', share, first).draw();
    });
    [this.now, this.next] = [next, now];
  }

  private fill(): void {
    const { gl, published, reference } = this;
    if (!reference?.cells) return;
    gl.bindTexture(gl.TEXTURE_2D, published);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, CELLS, CELLS, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(reference.cells));
    this.filled = true;
  }

  private forget(): void {
    const { gl, now } = this;
    now.draw(1, 1, () => {
      gl.clearColor(0.5, 0.5, 0.5, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
    });
  }
}

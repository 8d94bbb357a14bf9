/** The film on the graphics: uploaded once a picture, without its key or mask, and fit to be drawn small. */
import type { Film } from './film';
import { chromaOf, reachOf, tintOf, visibleSize, type ChromaKeying, type Keying } from './keying';
import { Program, type Graphics } from './program';
import { CHROMA, STACKED, WHOLE } from './shaders';
import { createTexture, fillTexture, shrinkTexture, Target } from './textures';

/** Film pixels for one of the screen from which leaving some out shows. */
const SMALL = 1.2;

export class Reel {
  private readonly raw: WebGLTexture;
  private keyed: Target | null = null;
  private readonly programs = new Map<Keying['kind'], Program>();
  /** What is on the graphics: the film's picture, how it is keyed, and whether it is to be drawn small. */
  private uploaded = 0;
  private made = '';

  constructor(private readonly gl: Graphics, private readonly film: Film) {
    this.raw = createTexture(gl);
  }

  /** The film's picture, premultiplied, to be drawn on so many pixels of the screen; null while there is none. */
  take(keying: Keying, pixels: number): WebGLTexture | null {
    const { film } = this;
    const { stamp } = film;
    if (stamp === 0) this.uploaded = 0;
    if (stamp !== this.uploaded && film.ready) {
      fillTexture(this.gl, this.raw, film.video);
      this.uploaded = stamp;
    }
    return this.uploaded === 0 ? null : this.make(keying, pixels);
  }

  private make(keying: Keying, pixels: number): WebGLTexture {
    const { width, height } = visibleSize(this.film.video, keying);
    const small = Math.sqrt((width * height) / Math.max(1, pixels)) > SMALL;
    const made = [this.uploaded, small, ...Object.values(keying)].join();
    const isNew = made !== this.made;
    this.made = made;
    if (keying.kind !== 'none') {
      this.keyed ??= new Target(this.gl);
      if (isNew) this.keyed.draw(width, height, () => this.key(keying, width, height));
    }
    const texture = keying.kind === 'none' ? this.raw : this.keyed!.texture;
    if (isNew) shrinkTexture(this.gl, texture, small);
    return texture;
  }

  private key(keying: Exclude<Keying, { kind: 'none' }>, width: number, height: number): void {
    const { gl } = this;
    gl.bindTexture(gl.TEXTURE_2D, this.raw);
    const program = this.program(keying.kind).use();
    if (keying.kind === 'chroma') setKey(program, keying).set('texel', 1 / width, 1 / height);
    program.draw();
  }

  private program(kind: Keying['kind']): Program {
    const made = this.programs.get(kind) ?? new Program(this.gl, WHOLE, kind === 'stacked' ? STACKED : CHROMA);
    this.programs.set(kind, made);
    return made;
  }
}

function setKey(program: Program, { color, similarity, smoothness, spill }: ChromaKeying): Program {
  program.set('key', ...chromaOf(color)).set('tint', ...tintOf(color)).set('reach', reachOf(color));
  return program.set('limits', similarity, smoothness, spill);
}

/** A film without its mask or key colour where there is no WebGL: small, by the processor, on a canvas of its own. */
import type { Size } from '../camera/reader';
import type { Film } from './film';
import { despilled, opacityOf, visibleSize, type ChromaKeying, type Keying, type Rgb } from './keying';

export class KeyedFilm {
  readonly canvas = document.createElement('canvas');
  private readonly source = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  private readonly context = this.canvas.getContext('2d');
  private drawn = 0;

  /** `longSide`: pixels that the device can afford. */
  constructor(private readonly film: Film, private readonly longSide: number) {}

  /** Draws the film's picture when it is another one. */
  update(keying: Exclude<Keying, { kind: 'none' }>): void {
    const { film, source, context } = this;
    const { stamp } = film;
    if (stamp === 0) context?.clearRect(0, 0, this.canvas.width, this.canvas.height);
    if (stamp === this.drawn || !film.ready || !source || !context) return;
    this.drawn = stamp;
    const { width, height } = this.fit(visibleSize(film.video, keying));
    const lines = keying.kind === 'stacked' ? 2 * height : height;
    resize(source.canvas, width, lines);
    source.drawImage(film.video, 0, 0, width, lines);
    const pixels = source.getImageData(0, 0, width, lines);
    if (keying.kind === 'stacked') unstack(pixels.data);
    else takeKey(pixels.data, keying);
    resize(this.canvas, width, height);
    context.putImageData(pixels, 0, 0, 0, 0, width, height);
  }

  private fit({ width, height }: Size): Size {
    const scale = Math.min(1, this.longSide / Math.max(width, height, 1));
    return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  }
}

function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
}

/** RGBA: the mask in the lower half becomes the alpha of the upper one. As in the shader, nearly black is black. */
export function unstack(pixels: Uint8ClampedArray): void {
  const half = pixels.length / 2;
  for (let i = 0; i < half; i += 4) {
    const mask = 0.299 * pixels[half + i]! + 0.587 * pixels[half + i + 1]! + 0.114 * pixels[half + i + 2]!;
    pixels[i + 3] = (mask - 0.04 * 255) / 0.92;
  }
}

/** Bits a channel that colours are told apart by, and how many of those there are. */
const BITS = 5;
const COLORS = 1 << (3 * BITS);

/** RGBA: takes the key's colour out. Colours are looked up: films have few, and the maths are many. */
export function takeKey(pixels: Uint8ClampedArray, keying: ChromaKeying): void {
  const table = tableOf(keying);
  for (let i = 0; i < pixels.length; i += 4) {
    const at = 4 * (((pixels[i]! >> 3) << (2 * BITS)) | ((pixels[i + 1]! >> 3) << BITS) | (pixels[i + 2]! >> 3));
    for (let c = 0; c < 3; c++) pixels[i + c] = pixels[i + c]! + table[at + c]! - 128;
    pixels[i + 3] = table[at + 3]!;
  }
}

let known: { keying: string; table: Uint8ClampedArray } | null = null;

/** For each colour: what is added to it, from -128, and how opaque it is. */
function tableOf(keying: ChromaKeying): Uint8ClampedArray {
  const name = JSON.stringify(keying);
  if (known?.keying === name) return known.table;
  const table = new Uint8ClampedArray(4 * COLORS);
  const level = (bits: number): number => ((bits & 31) * 8 + 4) / 255;
  for (let i = 0; i < COLORS; i++) {
    const color: Rgb = [level(i >> (2 * BITS)), level(i >> BITS), level(i)];
    const opacity = opacityOf(color, keying);
    const clean = despilled(color, keying, opacity);
    for (let c = 0; c < 3; c++) table[4 * i + c] = 128 + 255 * (clean[c]! - color[c]!);
    table[4 * i + 3] = 255 * opacity;
  }
  known = { keying: name, table };
  return table;
}

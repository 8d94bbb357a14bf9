/** Where a film can be seen through, and what is left of it when its mask or its key colour is taken away. */
import type { ChromaKey, MarkerSettings } from '../../shared/api';
import type { Size } from '../camera/reader';

/** Shares of full light: red, green, blue as encoded (sRGB). */
export type Rgb = readonly [number, number, number];

export interface ChromaKeying {
  kind: 'chroma';
  color: Rgb;
  /** As in `ChromaKey`. */
  similarity: number;
  smoothness: number;
  spill: number;
}

/** `stacked`: the upper half of the film is its colours, the lower half its mask, white where it is opaque. */
export type Keying = { kind: 'none' } | { kind: 'stacked' } | ChromaKeying;

export const OPAQUE: Keying = { kind: 'none' };

/** For a link that wants a key but tells none: a studio's green. */
const STUDIO: ChromaKey = { color: '#00b140', similarity: 0.4, smoothness: 0.1, spill: 0.5 };

export function keyingOf({ alpha, chromaKey }: Pick<MarkerSettings, 'alpha' | 'chromaKey'>): Keying {
  if (alpha === 'stacked') return { kind: 'stacked' };
  if (alpha !== 'chroma') return OPAQUE;
  const { color, similarity, smoothness, spill } = chromaKey ?? STUDIO;
  return { kind: 'chroma', color: rgbOf(color), similarity, smoothness, spill };
}

/** `#rrggbb`; the studio's green for anything else. */
export function rgbOf(color: string): Rgb {
  const value = parseInt(/^#[0-9a-f]{6}$/i.test(color) ? color.slice(1) : STUDIO.color.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** Pixels of what is to be seen of a film: all placement is by this. 0x0 while nothing is known of the film. */
export function visibleSize({ videoWidth, videoHeight }: { videoWidth: number; videoHeight: number }, keying: Keying): Size {
  return { width: videoWidth, height: keying.kind === 'stacked' ? Math.floor(videoHeight / 2) : videoHeight };
}

/** Cb and Cr of ITU-R BT.601, -0.5..0.5: colour without light. */
export function chromaOf([r, g, b]: Rgb): [number, number] {
  return [-0.168736 * r - 0.331264 * g + 0.5 * b, 0.5 * r - 0.418688 * g - 0.081312 * b];
}

/** The same in the shader: constants of both are these. */
export function lumaOf([r, g, b]: Rgb): number {
  return 0.299 * r + 0.587 * g + 0.114 * b;
}

/** Below it a key has no tint to speak of. */
const GREY = 0.05;

/** The direction of the key's tint; none for a key that is grey. */
export function tintOf(color: Rgb): [number, number] {
  const [cb, cr] = chromaOf(color);
  const length = Math.hypot(cb, cr);
  return length > GREY ? [cb / length, cr / length] : [0, 0];
}

/** How far in chroma everything is from the key that is as far from it as a grey: distances are in shares of that. */
export function reachOf(color: Rgb): number {
  return Math.max(GREY, Math.hypot(...chromaOf(color)));
}

/** 0 where a colour is the key's, 1 where it is another: as `smoothstep` in GLSL. */
export function opacityOf(color: Rgb, { color: key, similarity, smoothness }: ChromaKeying): number {
  const [one, other] = [chromaOf(color), chromaOf(key)];
  const distance = Math.hypot(one[0] - other[0], one[1] - other[1]) / reachOf(key);
  const share = Math.min(1, Math.max(0, (distance - similarity) / Math.max(smoothness, 1e-3)));
  return share * share * (3 - 2 * share);
}

/**
 * A colour without the light that the key's screen throws on it. Its tint loses what it has of the key's, less what it
 * has across it, so that a yellow coat before a green screen stays yellow; its luma stays. What is seen through in part has
 * the screen in it, so there the share does not matter.
 */
export function despilled(color: Rgb, { color: key, spill }: ChromaKeying, opacity = 1): Rgb {
  const tint = tintOf(key);
  const [cb, cr] = chromaOf(color);
  const excess = cb * tint[0] + cr * tint[1] - Math.abs(cr * tint[0] - cb * tint[1]);
  const less = (1 - opacity * (1 - spill)) * Math.max(0, excess);
  return rgbFrom(lumaOf(color), cb - less * tint[0], cr - less * tint[1]);
}

function rgbFrom(y: number, cb: number, cr: number): Rgb {
  const within = (value: number): number => Math.min(1, Math.max(0, value));
  return [within(y + 1.402 * cr), within(y - 0.344136 * cb - 0.714136 * cr), within(y + 1.772 * cb)];
}

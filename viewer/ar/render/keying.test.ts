import { describe, expect, it } from 'vitest';
import type { ChromaKeying, Rgb } from './keying';
import { chromaOf, despilled, keyingOf, lumaOf, opacityOf, rgbOf, visibleSize } from './keying';
import { takeKey, unstack } from './keyed';

const GREEN: ChromaKeying = { kind: 'chroma', color: [0, 177 / 255, 64 / 255], similarity: 0.4, smoothness: 0.1, spill: 1 };

function mixed(a: Rgb, b: Rgb, share: number): Rgb {
  return a.map((value, i) => value + share * (b[i]! - value)) as unknown as Rgb;
}

describe('keyingOf', () => {
  it('takes the key of the settings, and a studio green where there is none', () => {
    const chromaKey = { color: '#ff0080', similarity: 0.2, smoothness: 0.1, spill: 0.5 };
    expect(keyingOf({ alpha: 'chroma', chromaKey })).toEqual({ ...chromaKey, kind: 'chroma', color: [1, 0, 128 / 255] });
    expect(keyingOf({ alpha: 'chroma', chromaKey: null })).toMatchObject({ kind: 'chroma', color: rgbOf('#00b140') });
  });

  it('needs no key for a mask or an opaque film', () => {
    expect(keyingOf({ alpha: 'stacked', chromaKey: null })).toEqual({ kind: 'stacked' });
    expect(keyingOf({ alpha: 'none', chromaKey: null })).toEqual({ kind: 'none' });
  });
});

describe('visibleSize', () => {
  it('is half as high where the mask lies below', () => {
    const film = { videoWidth: 640, videoHeight: 722 };
    expect(visibleSize(film, { kind: 'stacked' })).toEqual({ width: 640, height: 361 });
    expect(visibleSize(film, GREEN)).toEqual({ width: 640, height: 722 });
  });
});

describe('chromaOf', () => {
  it('is nothing for greys, and farthest for pure colours', () => {
    for (const grey of [0, 0.4, 1]) expect(Math.hypot(...chromaOf([grey, grey, grey]))).toBeCloseTo(0, 5);
    expect(chromaOf([0, 0, 1])[0]).toBeCloseTo(0.5, 5);
    expect(chromaOf([1, 0, 0])[1]).toBeCloseTo(0.5, 5);
  });
});

describe('opacityOf', () => {
  it('sees through the key in any light, and through nothing else', () => {
    expect(opacityOf(GREEN.color, GREEN)).toBe(0);
    expect(opacityOf(mixed(GREEN.color, [0, 0, 0], 0.35), GREEN)).toBe(0);
    for (const other of ['#ffffff', '#101010', '#e0ac8a', '#8d5524', '#2244cc', '#d01818', '#ffd000']) {
      expect(opacityOf(rgbOf(other), GREEN), other).toBe(1);
    }
  });

  it('fades in over the smoothness', () => {
    const shares = [0.3, 0.43, 0.46, 0.6].map((share) => opacityOf(mixed(GREEN.color, [0.5, 0.5, 0.5], share), GREEN));
    expect([...shares].sort()).toEqual(shares);
    expect(shares.some((share) => share > 0.2 && share < 0.8)).toBe(true);
  });
});

describe('despilled', () => {
  it('takes the screen out of an edge and keeps its light', () => {
    const edge = mixed(GREEN.color, [0.6, 0.6, 0.6], 0.5);
    const [r, g, b] = despilled(edge, GREEN);
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(0.01);
    expect(lumaOf([r, g, b])).toBeCloseTo(lumaOf(edge), 2);
  });

  it('leaves skin, red, blue and greys as they are, and yellow yellow', () => {
    for (const other of ['#e0ac8a', '#d01818', '#2244cc', '#808080']) {
      despilled(rgbOf(other), GREEN).forEach((value, c) => expect(value, other).toBeCloseTo(rgbOf(other)[c]!, 2));
    }
    const [r, g, b] = despilled(rgbOf('#ffd000'), GREEN);
    expect(Math.min(r, g) - b).toBeGreaterThan(0.6);
  });

  it('takes all of it out of what is seen through in part', () => {
    const green = mixed(GREEN.color, [0.6, 0.6, 0.6], 0.45);
    expect(Math.hypot(...chromaOf(despilled(green, { ...GREEN, spill: 0 }, 0)))).toBeLessThan(0.01);
  });

  it('takes out the share that is asked for', () => {
    const green = mixed(GREEN.color, [0.6, 0.6, 0.6], 0.6);
    const rest = (spill: number): number => Math.hypot(...chromaOf(despilled(green, { ...GREEN, spill })));
    expect(rest(0.5)).toBeCloseTo(rest(0) / 2, 3);
  });
});

describe('a film that is keyed by the processor', () => {
  it('is as the maths have it', () => {
    const colors: Rgb[] = [GREEN.color, [1, 1, 1], [0.8, 0.1, 0.1], mixed(GREEN.color, [0.6, 0.6, 0.6], 0.6)];
    const pixels = Uint8ClampedArray.from(colors.flatMap((color) => [...color.map((value) => 255 * value), 255]));
    takeKey(pixels, GREEN);
    colors.forEach((color, i) => {
      const clean = despilled(color, GREEN, opacityOf(color, GREEN)).map((value) => 255 * value);
      const opacity = 255 * opacityOf(color, GREEN);
      expect(Math.abs(pixels[4 * i + 3]! - opacity)).toBeLessThan(30);
      if (opacity > 0) clean.forEach((value, c) => expect(Math.abs(pixels[4 * i + c]! - value)).toBeLessThan(8));
    });
  });

  it('takes its alpha from the mask below it', () => {
    const pixels = Uint8ClampedArray.of(10, 20, 30, 255, 40, 50, 60, 255, 255, 255, 255, 255, 4, 4, 4, 255);
    unstack(pixels);
    expect([...pixels.slice(0, 8)]).toEqual([10, 20, 30, 255, 40, 50, 60, 0]);
  });
});

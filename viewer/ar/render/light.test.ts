import { describe, expect, it } from 'vitest';
import { bounded, CELLS, gainOf, Light, NO_CHANGE } from './light';
import type { Rgb } from './keying';
import { means } from './reference';
import { cellsIn } from './sample';

const COUNT = CELLS * CELLS;

/** A picture of many colours. */
function published(): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: 4 * COUNT }, (_, i) => (i % 4 === 3 ? 255 : 40 + ((i * 37) % 180)));
}

function lit(picture: Uint8ClampedArray, gain: Rgb, covered = 0): Uint8ClampedArray {
  return picture.map((value, i) => (i % 4 === 3 ? 255 : i < 4 * covered ? 150 : value * gain[i % 4]!));
}

describe('gainOf', () => {
  it('is the light that the picture is seen in', () => {
    const gain = gainOf(lit(published(), [0.5, 0.5, 0.5]), published())!;
    gain.forEach((value) => expect(value).toBeCloseTo(0.5, 1));
  });

  it('knows the tint of a lamp', () => {
    const [r, g, b] = gainOf(lit(published(), [0.9, 0.8, 0.7]), published())!;
    expect(r).toBeCloseTo(0.9, 1);
    expect(g).toBeCloseTo(0.8, 1);
    expect(b).toBeCloseTo(0.7, 1);
  });

  it('is not led astray by a hand over a third of the picture', () => {
    const gain = gainOf(lit(published(), [0.6, 0.6, 0.6], COUNT / 3), published())!;
    gain.forEach((value) => expect(Math.abs(value - 0.6)).toBeLessThan(0.12));
  });

  it('says nothing when most of the picture is out of view', () => {
    const seen = lit(published(), [0.6, 0.6, 0.6]).map((value, i) => (i % 4 === 3 && i > 40 ? 0 : value));
    expect(gainOf(seen, published())).toBeNull();
    expect(gainOf(seen, new Uint8ClampedArray(4 * COUNT))).toBeNull();
  });

  it('takes a colour that the picture does not have from the others', () => {
    const red = published().map((value, i) => (i % 4 === 0 || i % 4 === 3 ? value : 0));
    const [r, g, b] = gainOf(lit(red, [0.7, 0.7, 0.7]), red)!;
    expect([g, b]).toEqual([r, r]);
  });
});

describe('bounded', () => {
  it('keeps light and tint within bounds', () => {
    expect(bounded([0.01, 0.01, 0.01])[0]).toBeCloseTo(0.35, 9);
    expect(bounded([9, 9, 9])[1]).toBeCloseTo(1.15, 9);
    const [r, g] = bounded([2, 0.5, 0.5]);
    expect(r / g).toBeLessThan(1.25 ** 2 + 1e-9);
    expect(bounded([0, 0, 0]).every(Number.isFinite)).toBe(true);
  });
});

describe('Light', () => {
  const DIM: Rgb = [0.5, 0.5, 0.5];

  it('takes the first measure at once, and goes to the next ones slowly', () => {
    const light = new Light();
    expect(light.gain(0, 0)).toEqual(NO_CHANGE);
    light.see(DIM, 50);
    expect(light.gain(100, 0)).toEqual(DIM);
    light.see(NO_CHANGE, 100);
    const steps = [16, 350, 3000].map((after) => light.gain(100 + after, 0)[0]);
    expect(steps[0]).toBeLessThan(0.55);
    expect(steps[1]).toBeCloseTo(0.5 + 0.5 * (1 - Math.exp(-1)), 2);
    expect(steps[2]).toBeCloseTo(1, 2);
  });

  it('goes to the first one slowly, too, when the video was to be seen without', () => {
    const light = new Light();
    expect(light.gain(0, 0)).toEqual(NO_CHANGE);
    light.gain(990, 0);
    light.see(DIM, 1000);
    expect(light.gain(1000, 0)[0]).toBeGreaterThan(0.9);
  });

  it('is not what the screen has', () => {
    const light = new Light();
    light.see(DIM, 0);
    expect(light.gain(10, 0.5)[0]).toBeCloseTo(0.75, 9);
    expect(light.gain(20, 1)).toEqual(NO_CHANGE);
  });
});

describe('the cells of a picture', () => {
  const side = 4 * CELLS;
  const pixels = Uint8ClampedArray.from({ length: 4 * side * side }, (_, i) => {
    const [x, y] = [(i >> 2) % side, Math.floor((i >> 2) / side)];
    return [Math.floor(x / 4) * 20, Math.floor(y / 4) * 20, 7, 255][i & 3]!;
  });

  it('are means of its parts', () => {
    const cells = means(pixels, side);
    expect([...cells.slice(4 * (2 * CELLS + 3), 4 * (2 * CELLS + 4))]).toEqual([60, 40, 7, 255]);
  });

  it('are found where the print lies in a frame, and not beyond it', () => {
    const frame = { data: pixels, width: side, height: side };
    expect([...cellsIn(frame, Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1))]).toEqual([...means(pixels, side)]);
    const beside = cellsIn(frame, Float64Array.of(1, 0, 0.5, 0, 1, 0, 0, 0, 1));
    expect(beside[4 * 2 + 3]).toBe(255);
    expect(beside[4 * 6 + 3]).toBe(0);
    expect(beside[4 * 2]).toBe(120);
  });
});

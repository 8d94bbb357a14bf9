import { describe, expect, it } from 'vitest';
import type { Corners } from '../engine';
import { apply, determinant, inverse, isFrontQuad, meanSide, multiply, squareToQuad } from './homography';

const TILTED: Corners = [{ x: 120, y: 40 }, { x: 500, y: 90 }, { x: 470, y: 420 }, { x: 90, y: 380 }];
const UNIT = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }];

describe('squareToQuad', () => {
  it('takes the corners of the unit square to the corners given', () => {
    const m = squareToQuad(TILTED);
    UNIT.forEach((p, i) => {
      expect(apply(m, p).x).toBeCloseTo(TILTED[i]!.x, 9);
      expect(apply(m, p).y).toBeCloseTo(TILTED[i]!.y, 9);
    });
  });

  it('takes the middle to where the diagonals cross', () => {
    const middle = apply(squareToQuad(TILTED), { x: 0.5, y: 0.5 });
    const [a, b, c, d] = TILTED;
    const onDiagonal = (p: typeof a, q: typeof a): number => (q.x - p.x) * (middle.y - p.y) - (q.y - p.y) * (middle.x - p.x);
    expect(onDiagonal(a, c)).toBeCloseTo(0, 6);
    expect(onDiagonal(b, d)).toBeCloseTo(0, 6);
  });

  it('keeps the denominator positive over the square, as WebGL needs it', () => {
    const m = squareToQuad(TILTED);
    for (const p of UNIT) expect(m[6]! * p.x + m[7]! * p.y + m[8]!).toBeGreaterThan(0);
  });
});

describe('matrices', () => {
  it('multiply so that the right one acts first', () => {
    const m = squareToQuad(TILTED);
    const twice = Float64Array.of(2, 0, 0, 0, 2, 0, 0, 0, 1);
    const p = { x: 0.3, y: 0.8 };
    expect(apply(multiply(twice, m), p).x).toBeCloseTo(2 * apply(m, p).x, 9);
    expect(determinant(multiply(twice, m))).toBeCloseTo(4 * determinant(m), 3);
  });
});

describe('inverse', () => {
  it('brings every point back', () => {
    const m = squareToQuad(TILTED);
    const back = apply(inverse(m), apply(m, { x: 0.3, y: 0.8 }));
    expect(back.x).toBeCloseTo(0.3, 9);
    expect(back.y).toBeCloseTo(0.8, 9);
  });
});

describe('quadrangles', () => {
  it('are front views when convex and clockwise on the screen', () => {
    const [a, b, c, d] = TILTED;
    expect(isFrontQuad(TILTED)).toBe(true);
    expect(isFrontQuad([b, a, d, c])).toBe(false);
    expect(isFrontQuad([a, b, { x: 200, y: 120 }, d])).toBe(false);
  });

  it('have a mean side', () => {
    expect(meanSide([{ x: 0, y: 0 }, { x: 4, y: 0 }, { x: 4, y: 2 }, { x: 0, y: 2 }])).toBe(3);
  });
});

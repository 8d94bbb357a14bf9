import { describe, expect, it } from 'vitest';
import { apply, multiply, squareToQuad, type Matrix3 } from '../math/homography';
import type { Corners, Point } from '../engine';
import { areaOf, edgeScales } from './edges';

const TILTED: Corners = [{ x: 40, y: 30 }, { x: 420, y: 70 }, { x: 360, y: 300 }, { x: 90, y: 220 }];

function distance(p: Point, a: Point, b: Point): number {
  return Math.abs((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / Math.hypot(b.x - a.x, b.y - a.y);
}

/** As the shader has it. */
function byScale(m: Matrix3, scale: number, inside: number, at: Point): number {
  return (scale * inside) / (m[6]! * at.x + m[7]! * at.y + m[8]!);
}

describe('edgeScales', () => {
  it.each([1, 7])('gives distances in pixels from all edges of a tilted square, whatever the matrix is multiplied by', (factor) => {
    const m = squareToQuad(TILTED).map((value) => value * factor);
    const [left, top, right, bottom] = edgeScales(m);
    const at = { x: 0.2, y: 0.7 };
    const p = apply(m, at);
    const [tl, tr, br, bl] = TILTED;
    expect(byScale(m, left, at.x, at)).toBeCloseTo(distance(p, tl, bl), 6);
    expect(byScale(m, top, at.y, at)).toBeCloseTo(distance(p, tl, tr), 6);
    expect(byScale(m, right, 1 - at.x, at)).toBeCloseTo(distance(p, tr, br), 6);
    expect(byScale(m, bottom, 1 - at.y, at)).toBeCloseTo(distance(p, bl, br), 6);
  });

  it('gives them from the edges of another square, too', () => {
    const m = squareToQuad(TILTED);
    // A square turned by 30 degrees within the drawn one.
    const [cos, sin] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
    const within = multiply(Float64Array.of(1.6, 0, -0.3, 0, 1.6, -0.3, 0, 0, 1), Float64Array.of(cos, sin, 0, -sin, cos, 0.4, 0, 0, 1));
    const at = { x: 0.55, y: 0.45 };
    const inside = apply(within, at);
    const [, top] = edgeScales(m, within);
    // Points of the drawn square where the other has its upper edge.
    const ends = [0, 1].map((x) => ({ x, y: -(within[3]! * x + within[5]!) / within[4]! }));
    ends.forEach((end) => expect(apply(within, end).y).toBeCloseTo(0, 12));
    const [a, b] = ends.map((end) => apply(m, end)) as [Point, Point];
    expect(byScale(m, top, inside.y, at)).toBeCloseTo(distance(apply(m, at), a, b), 6);
  });
});

describe('areaOf', () => {
  it('counts the pixels of a quadrangle', () => {
    expect(areaOf(Float64Array.of(30, 0, 5, 0, 20, 5, 0, 0, 1))).toBeCloseTo(600, 9);
  });
});

/** Plane-to-plane maps as row-major 3x3 matrices. */
import type { Corners, Point } from '../engine';

export type Matrix3 = Float64Array;

export function matrix3(...values: number[]): Matrix3 {
  return Float64Array.from(values);
}

export function multiply(a: Matrix3, b: Matrix3): Matrix3 {
  const out = new Float64Array(9);
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += a[row * 3 + k]! * b[k * 3 + column]!;
      out[row * 3 + column] = sum;
    }
  }
  return out;
}

export function apply(m: Matrix3, p: Point): Point {
  const w = m[6]! * p.x + m[7]! * p.y + m[8]!;
  return { x: (m[0]! * p.x + m[1]! * p.y + m[2]!) / w, y: (m[3]! * p.x + m[4]! * p.y + m[5]!) / w };
}

export function determinant(m: Matrix3): number {
  return (
    m[0]! * (m[4]! * m[8]! - m[5]! * m[7]!) -
    m[1]! * (m[3]! * m[8]! - m[5]! * m[6]!) +
    m[2]! * (m[3]! * m[7]! - m[4]! * m[6]!)
  );
}

/** By cofactors; that of a matrix without one is not finite. */
export function inverse(m: Matrix3): Matrix3 {
  const [a, b, c, d, e, f, g, h, i] = m as unknown as [number, number, number, number, number, number, number, number, number];
  const cofactors = [
    e * i - f * h, c * h - b * i, b * f - c * e,
    f * g - d * i, a * i - c * g, c * d - a * f,
    d * h - e * g, b * g - a * h, a * e - b * d,
  ];
  return matrix3(...cofactors.map((value) => value / determinant(m)));
}

/**
 * The unit square (TL TR BR BL) onto four points, by Heckbert's closed form (Fundamentals of Texture Mapping, 1989,
 * 2.2.3). The last element is 1, so the denominator is positive over the square of any convex quadrangle.
 */
export function squareToQuad(corners: Corners): Matrix3 {
  const [tl, tr, br, bl] = corners;
  const sx = tl.x - tr.x + br.x - bl.x;
  const sy = tl.y - tr.y + br.y - bl.y;
  const dx1 = tr.x - br.x;
  const dy1 = tr.y - br.y;
  const dx2 = bl.x - br.x;
  const dy2 = bl.y - br.y;
  const area = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / area;
  const h = (dx1 * sy - sx * dy1) / area;
  return matrix3(
    tr.x - tl.x + g * tr.x, bl.x - tl.x + h * bl.x, tl.x,
    tr.y - tl.y + g * tr.y, bl.y - tl.y + h * bl.y, tl.y,
    g, h, 1,
  );
}

/** Convex and seen from the front. */
export function isFrontQuad(corners: Corners): boolean {
  return corners.every((p, i) => {
    const a = corners[(i + 1) % 4]!;
    const b = corners[(i + 2) % 4]!;
    return (a.x - p.x) * (b.y - a.y) - (a.y - p.y) * (b.x - a.x) > 0;
  });
}

/** Mean side of the quadrangle, pixels. */
export function meanSide(corners: Corners): number {
  const sides = corners.map((p, i) => {
    const next = corners[(i + 1) % 4]!;
    return Math.hypot(next.x - p.x, next.y - p.y);
  });
  return sides.reduce((sum, side) => sum + side, 0) / 4;
}

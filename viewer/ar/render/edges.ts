/** Where the edges of a flat thing lie on the screen, so that they can be drawn soft by the screen's pixels. */
import { apply, determinant, type Matrix3 } from '../math/homography';

/** Left, top, right, bottom of a unit square. */
export type Edges = readonly [number, number, number, number];

/**
 * For each edge of a unit square the number `s` for which `s * distance / w` is the distance from it in pixels, at a point
 * `distance` inside the square whose perspective divisor is `w`. Exact under any perspective: with lines as covectors,
 * an edge `a` of the square lies on the screen at `l = M^-T a`, and `l.(Mx)` is `a.x`.
 *
 * `matrix` takes the drawn unit square to pixels, `within` takes it to the square whose edges are meant.
 */
export function edgeScales(matrix: Matrix3, within?: Matrix3 | null): Edges {
  const [a, b, c, d, e, f] = within ?? [1, 0, 0, 0, 1, 0];
  const scale = (x: number, y: number, one: number): number => {
    const [lx, ly] = onScreen(matrix, x, y, one);
    return Math.abs(determinant(matrix)) / Math.max(1e-9, Math.hypot(lx, ly));
  };
  return [scale(a!, b!, c!), scale(d!, e!, f!), scale(-a!, -b!, 1 - c!), scale(-d!, -e!, 1 - f!)];
}

/** The first two parts of the cofactor matrix times a line. */
function onScreen(m: Matrix3, x: number, y: number, one: number): [number, number] {
  const [a, b, c, d, e, f, g, h, i] = m as unknown as [number, number, number, number, number, number, number, number, number];
  return [
    (e * i - f * h) * x - (d * i - f * g) * y + (d * h - e * g) * one,
    -(b * i - c * h) * x + (a * i - c * g) * y - (a * h - b * g) * one,
  ];
}

/** Pixels that the unit square covers on the screen. */
export function areaOf(matrix: Matrix3): number {
  const corners = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }].map((p) => apply(matrix, p));
  const twice = corners.reduce((sum, p, i) => {
    const next = corners[(i + 1) % 4]!;
    return sum + p.x * next.y - next.x * p.y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** A quadrangle on its way to another one: it turns, grows and bends at once, and never folds over. */
import type { Corners, Point } from '../engine';

interface Form {
  centre: Point;
  /** Root of the mean square of the corners' distances from the centre. */
  size: number;
  /** Corners around the centre, in sizes. */
  corners: Corners;
}

/** Angle in radians, -pi..pi, by which `to` is turned against `from`: the best one in the sense of least squares. */
export function turnBetween(from: Corners, to: Corners): number {
  const [a, b] = [formOf(from).corners, formOf(to).corners];
  const cos = a.reduce((sum, p, i) => sum + p.x * b[i]!.x + p.y * b[i]!.y, 0);
  const sin = a.reduce((sum, p, i) => sum + p.x * b[i]!.y - p.y * b[i]!.x, 0);
  return Math.atan2(sin, cos);
}

/** `angle` with as many whole turns as bring it next to `near`: a picture that goes on turning must not whirl back. */
export function unwrap(angle: number, near: number): number {
  return angle + 2 * Math.PI * Math.round((near - angle) / (2 * Math.PI));
}

/** At `share` 0..1 of the way; straight lines alone would squeeze a picture that lies upside down through a point. */
export function blend(from: Corners, to: Corners, share: number, turn = turnBetween(from, to)): Corners {
  const [a, b] = [formOf(from), formOf(to)];
  const size = mix(a.size, b.size, share);
  const centre = between(a.centre, b.centre, share);
  const next = a.corners.map((p, i) => {
    const { x, y } = turned(between(p, turned(b.corners[i]!, -turn), share), share * turn);
    return { x: centre.x + size * x, y: centre.y + size * y };
  });
  return next as unknown as Corners;
}

/** The same place in a frame that has `factor` times as many pixels a side. */
export function scale(corners: Corners, factor: number): Corners {
  return corners.map(({ x, y }) => ({ x: factor * x, y: factor * y })) as unknown as Corners;
}

export function mix(a: number, b: number, share: number): number {
  return a + share * (b - a);
}

function between(a: Point, b: Point, share: number): Point {
  return { x: mix(a.x, b.x, share), y: mix(a.y, b.y, share) };
}

function turned({ x, y }: Point, angle: number): Point {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { x: cos * x - sin * y, y: sin * x + cos * y };
}

function formOf(corners: Corners): Form {
  const mean = (of: (p: Point) => number): number => corners.reduce((sum, p) => sum + of(p), 0) / 4;
  const centre = { x: mean((p) => p.x), y: mean((p) => p.y) };
  const size = Math.sqrt(mean((p) => (p.x - centre.x) ** 2 + (p.y - centre.y) ** 2)) || 1;
  const around = corners.map((p) => ({ x: (p.x - centre.x) / size, y: (p.y - centre.y) / size }));
  return { centre, size, corners: around as unknown as Corners };
}

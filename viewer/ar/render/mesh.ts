/** A picture in perspective on a 2D canvas, which knows no perspective: as triangles that are small enough. */
import type { Size } from '../camera/reader';
import type { Point } from '../engine';
import { apply, type Matrix3 } from '../math/homography';

/** Parts of a side; with more the picture is no better on a photo. */
const PARTS = 10;
/** Pixels by which neighbours overlap, so that no line shows between them. */
const OVERLAP = 0.6;

/** `matrix`: the crop's unit square onto the canvas's pixels; `crop`: shares of the picture. */
export function drawLaid(
  context: CanvasRenderingContext2D, image: CanvasImageSource, size: Size, matrix: Matrix3, crop: readonly number[],
): void {
  const [left, top, width, height] = crop as [number, number, number, number];
  const source = ({ x, y }: Point): Point => ({ x: (left + x * width) * size.width, y: (top + y * height) * size.height });
  for (let i = 0; i < PARTS * PARTS; i++) {
    const [x, y, step] = [(i % PARTS) / PARTS, Math.floor(i / PARTS) / PARTS, 1 / PARTS];
    const square = [{ x, y }, { x: x + step, y }, { x: x + step, y: y + step }, { x, y: y + step }] as const;
    for (const corners of [[square[0], square[1], square[2]], [square[2], square[3], square[0]]] as const) {
      drawTriangle(context, image, corners.map(source), corners.map((corner) => apply(matrix, corner)));
    }
  }
}

function drawTriangle(context: CanvasRenderingContext2D, image: CanvasImageSource, from: Point[], to: Point[]): void {
  const [a, b, c] = from as [Point, Point, Point];
  const [p, q, r] = to as [Point, Point, Point];
  const area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
  if (area === 0) return;
  const along = (one: number, other: number): number => (one * (c.y - a.y) - other * (b.y - a.y)) / area;
  const down = (one: number, other: number): number => (other * (b.x - a.x) - one * (c.x - a.x)) / area;
  const [xx, xy] = [along(q.x - p.x, r.x - p.x), down(q.x - p.x, r.x - p.x)];
  const [yx, yy] = [along(q.y - p.y, r.y - p.y), down(q.y - p.y, r.y - p.y)];
  context.save();
  trace(context, grown(to));
  context.clip();
  context.transform(xx, yx, xy, yy, p.x - xx * a.x - xy * a.y, p.y - yx * a.x - yy * a.y);
  context.drawImage(image, 0, 0);
  context.restore();
}

/** A path around the points. */
export function trace(context: CanvasRenderingContext2D, points: readonly Point[]): void {
  context.beginPath();
  points.forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.closePath();
}

function grown(points: Point[]): Point[] {
  const [x, y] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y))];
  return points.map((point) => {
    const scale = 1 + OVERLAP / Math.max(1, Math.hypot(point.x - x, point.y - y));
    return { x: x + scale * (point.x - x), y: y + scale * (point.y - y) };
  });
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

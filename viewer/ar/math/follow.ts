/** Calm at rest and glued in motion: corners that follow an engine's, frame by frame (docs/adr/0016-smoothing-by-reach.md). */
import type { Corners, Point } from '../engine';
import { meanSide } from './homography';

/** Seconds after which a small gap has shrunk to a third, if nothing else moves: noise comes out at a quarter. */
const MEMORY = 0.115;
/** Times an engine's jitter: a gap well below is noise, well above it is motion. What is shown is never farther off. */
const REACH = 2;
/** Share of a gap that is taken for a speed that was not known. */
const LEARNING = 0.2;
/** Share of the picture's side from which a gap is another place and no motion. */
const JUMP = 0.1;
/** Seconds between two frames: after more nothing is known of the motion, and less is the clock's mistake. */
const [LONGEST, SHORTEST] = [0.25, 0.004];

export interface Followed {
  corners: Corners;
  /** Of each corner, pixels a second. */
  speed: Corners;
}

export function begin(raw: Corners): Followed {
  return { corners: raw, speed: each(raw, () => ({ x: 0, y: 0 })) };
}

/**
 * What to show when an engine of so much `jitter` (pixels) measured `raw` so many seconds later.
 *
 * The corners are expected where their speed takes them, and the whole picture goes from there to what was measured by
 * one share, so it keeps its form. Of a gap of g pixels at the corner that is farthest off, min(e^(-seconds / 0.115),
 * (2 jitter / g)^2) stays: at most twice the jitter whatever the speed, and the less the faster it changes.
 */
export function follow(before: Followed, raw: Corners, seconds: number, jitter: number): Followed {
  if (seconds > LONGEST) return begin(raw);
  const step = Math.max(seconds, SHORTEST);
  const expected = each(before.corners, (p, i) => add(p, before.speed[i]!, step));
  const gaps = each(raw, (p, i) => add(p, expected[i]!, -1));
  const gap = Math.max(...gaps.map(({ x, y }) => Math.hypot(x, y)), Number.EPSILON);
  if (gap > JUMP * meanSide(raw)) return begin(raw);
  const keep = Math.min(Math.exp(-step / MEMORY), ((REACH * jitter) / gap) ** 2);
  return {
    corners: each(raw, (p, i) => add(p, gaps[i]!, -keep)),
    speed: each(before.speed, (v, i) => add(v, gaps[i]!, ((1 - keep) * LEARNING) / step)),
  };
}

function each(corners: Corners, change: (p: Point, i: number) => Point): Corners {
  return corners.map(change) as unknown as Corners;
}

function add(p: Point, q: Point, times: number): Point {
  return { x: p.x + times * q.x, y: p.y + times * q.y };
}

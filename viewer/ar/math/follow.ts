/** Calm at rest and glued in motion: corners that follow an engine's, frame by frame. */
import type { Corners } from '../engine';

/** Share of a small gap that is kept in each frame: 0.7 px of noise come out as 0.26 px, however many frames a second has. */
const KEEP = 0.75;
/** Times an engine's jitter: a gap well below is noise, well above it is motion. */
const REACH = 3;

/**
 * The corners to show after `shown` when an engine of so much `jitter` (pixels) measured `raw`.
 *
 * The whole picture follows by one share, so it keeps its form. Of a gap of g pixels at the corner that is farthest off,
 * min(0.75, (3 jitter / g)^2) stays: at most 2.6 times the jitter whatever the speed, and the less the faster it goes.
 */
export function follow(shown: Corners, raw: Corners, jitter: number): Corners {
  const gap = Math.max(...raw.map((p, i) => Math.hypot(shown[i]!.x - p.x, shown[i]!.y - p.y)));
  const keep = Math.min(KEEP, ((REACH * jitter) / gap) ** 2);
  const next = raw.map((p, i) => ({ x: p.x + keep * (shown[i]!.x - p.x), y: p.y + keep * (shown[i]!.y - p.y) }));
  return next as unknown as Corners;
}

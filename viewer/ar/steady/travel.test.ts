import { describe, expect, it } from 'vitest';
import type { Corners, TrackResult } from '../engine';
import { isFrontQuad, squareToQuad } from '../math/homography';
import { normal, uniform } from '../math/random';
import { Steady, type Shown } from './steady';

const SCREEN: Corners = [{ x: 40, y: 100 }, { x: 600, y: 100 }, { x: 600, y: 415 }, { x: 40, y: 415 }];
/** Pixels. */
const JITTER = 0.8;
/** Milliseconds between two pictures on the screen. */
const STEP = 1000 / 60;
/** Pixels that a corner may go from one of them to the next while the video flies: across the frame and half around, in 21. */
const NO_JUMP = 100;

interface Pose {
  x: number;
  y: number;
  size: number;
  /** Radians, the latter per frame. */
  roll: number;
  yaw: number;
  turning: number;
}

/** A picture turned any way up, up to 50 degrees away, slowly turning on. */
function anyPose(random: () => number): Pose {
  const [x, y, size] = [120 + 400 * random(), 120 + 240 * random(), 60 + 100 * random()];
  return { x, y, size, roll: 2 * Math.PI * random(), yaw: (random() - 0.5) * 1.7, turning: (random() - 0.5) * 0.06 };
}

function pictureAt({ x, y, size, roll, yaw }: Pose): Corners {
  const corners = [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([a, b]) => {
    const [u, v] = [a! * Math.cos(roll) - b! * Math.sin(roll), a! * Math.sin(roll) + b! * Math.cos(roll)];
    const near = 1 + 0.25 * u * Math.sin(yaw);
    return { x: x + (size * u * Math.cos(yaw)) / near, y: y + (size * v) / near };
  });
  return corners as unknown as Corners;
}

function result(corners: Corners, frameTime: number): TrackResult {
  return { targetId: 'm', corners, homography: squareToQuad(corners), confidence: 1, state: 'found', frameTime };
}

interface Moment {
  shown: Shown;
  raw: Corners | null;
  /** The picture is held to be in view; and it is not where it was a moment ago. */
  held: boolean;
  elsewhere: boolean;
}

/** What is drawn of a picture that comes and goes as it likes, before a camera in a shaking hand. */
function visit(seed: number, calm = false): Moment[] {
  const [random, noise] = [uniform(seed), normal(seed)];
  const steady = new Steady({ onLoss: () => 'peel', calm });
  const drawn: Moment[] = [];
  let pose: Pose | null = null;
  for (let i = 0, left = 0; i < 900; i++, left--) {
    const elsewhere = left <= 0;
    if (elsewhere) {
      left = 10 + 60 * random();
      pose = random() < 0.5 ? null : anyPose(random);
    }
    if (pose) pose.roll += pose.turning;
    const raw = pose && (pictureAt(pose).map((p) => ({ x: p.x + JITTER * noise(), y: p.y + JITTER * noise() })) as unknown as Corners);
    steady.update(raw && result(raw, i * STEP), i * STEP, JITTER);
    const shown = steady.step(i * STEP, SCREEN);
    if (shown) drawn.push({ shown, raw, held: steady.shows, elsewhere });
  }
  return drawn;
}

const farthest = (a: Corners, b: Corners): number => Math.max(...a.map((p, i) => Math.hypot(p.x - b[i]!.x, p.y - b[i]!.y)));
const seeds = Array.from({ length: 40 }, (_, i) => i + 1);

describe('whatever a picture does that comes and goes', () => {
  it.each(seeds)('a flying video goes without jumps (%i)', (seed) => {
    const drawn = visit(seed);
    const flying = ({ shown }: { shown: Shown }): boolean => shown.peeled > 0;
    drawn.forEach((now, i) => {
      const before = drawn[i - 1];
      // A picture that is elsewhere at once takes the video along: nothing may lie where no picture is.
      if (before && flying(now) && flying(before) && !now.elsewhere) {
        expect(farthest(before.shown.corners, now.shown.corners)).toBeLessThan(NO_JUMP);
        expect(Math.abs(before.shown.peeled - now.shown.peeled)).toBeLessThan(0.1);
      }
    });
  });

  it.each(seeds)('a flying video never folds over (%i)', (seed) => {
    for (const { shown } of visit(seed)) expect(isFrontQuad(shown.corners)).toBe(true);
  });

  it.each(seeds)('a video on the picture is never farther from what the engine says than twice its jitter (%i)', (seed) => {
    for (const { shown, raw, held } of visit(seed)) {
      if (held && raw && shown.peeled === 0) expect(farthest(shown.corners, raw)).toBeLessThan(2 * JITTER);
    }
  });

  it.each(seeds)('nothing is seen to move for those who want no motion (%i)', (seed) => {
    const drawn = visit(seed, true);
    drawn.forEach(({ shown }, i) => {
      const before = drawn[i - 1];
      expect([0, 1]).toContain(shown.peeled);
      if (before && before.shown.peeled !== shown.peeled) expect(Math.max(before.shown.alpha, shown.alpha)).toBeLessThan(0.15);
    });
  });
});

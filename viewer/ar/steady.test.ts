import { describe, expect, it } from 'vitest';
import type { Corners, TrackResult } from './engine';
import { squareToQuad } from './math/homography';
import { Steady } from './steady';

const STEP = 33;
/** Pixels. */
const JITTER = 0.7;

function at(x: number): TrackResult {
  const corners: Corners = [{ x, y: 100 }, { x: x + 200, y: 100 }, { x: x + 200, y: 300 }, { x, y: 300 }];
  return { targetId: 'm', corners, homography: squareToQuad(corners), confidence: 1, state: 'found', frameTime: 0 };
}

/** Feeds one result a frame; returns the changes and the steady state. */
function feed(results: (TrackResult | null)[]): { changes: string[]; steady: Steady; end: number } {
  const steady = new Steady();
  const changes = results.flatMap((result, i) => {
    const change = steady.update(result, i * STEP, JITTER);
    steady.step(i * STEP);
    return change ? [`${i}:${change}`] : [];
  });
  return { changes, steady, end: (results.length - 1) * STEP };
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('Steady', () => {
  it('shows the picture with its second good frame in a row', () => {
    expect(feed([null, at(0), null, at(0), at(0), at(0)]).changes).toEqual(['4:shown']);
  });

  it('holds through a short gap and says nothing', () => {
    expect(feed([...times(3, at(0)), ...times(6, null), ...times(3, at(0))]).changes).toEqual(['1:shown']);
  });

  it('gives up once after the hold, then fades out', () => {
    const { changes, steady, end } = feed([...times(10, at(0)), ...times(12, null)]);
    expect(changes).toEqual(['1:shown', '19:lost']);
    expect(steady.step(end + 40)?.alpha).toBeGreaterThan(0);
    expect(steady.step(end + 400)).toBeNull();
  });

  it('smooths small motion and takes a new place at once', () => {
    const { steady, end } = feed(times(10, at(0)));
    steady.update(at(1), end + STEP, JITTER);
    expect(steady.step(end + STEP)!.corners[0].x).toBe(0.25);
    steady.update(at(90), end + 2 * STEP, JITTER);
    expect(steady.step(end + 2 * STEP)!.corners[0].x).toBeCloseTo(90, 0);
  });

  it('draws nothing before it is sure', () => {
    expect(feed([at(0), null]).steady.step(STEP)).toBeNull();
  });
});

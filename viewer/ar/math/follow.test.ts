import { describe, expect, it } from 'vitest';
import type { Corners } from '../engine';
import { follow } from './follow';
import { normal } from './random';

/** Pixels: the standard deviation of an engine's corners from frame to frame, per coordinate; of a calm one, too. */
const NOISE = 0.7;
const CALM = 0.05;

function square(x: number, side: number, noise: () => number): Corners {
  const corners = [[0, 0], [side, 0], [side, side], [0, side]].map(([dx, dy]) => ({ x: x + dx! + noise(), y: 100 + dy! + noise() }));
  return corners as unknown as Corners;
}

/** Measured and shown corners of each frame. */
function film(
  frames: number,
  truth: (frame: number) => { x: number; side: number },
  jitter = NOISE,
): { raw: Corners; shown: Corners }[] {
  const random = normal(7);
  let shown: Corners | null = null;
  return Array.from({ length: frames }, (_, frame) => {
    const { x, side } = truth(frame);
    const raw = square(x, side, () => jitter * random());
    shown = shown ? follow(shown, raw, jitter) : raw;
    return { raw, shown };
  });
}

const gap = ({ raw, shown }: { raw: Corners; shown: Corners }): number =>
  Math.max(...raw.map((p, i) => Math.hypot(p.x - shown[i]!.x, p.y - shown[i]!.y)));

const deviation = (values: number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

const moves = [5, 15, 30, 60].flatMap((rate) => [100, 300, 600].map((speed) => ({ rate, speed })));

describe('follow', () => {
  it('shakes less than 0.3 px on a picture at rest', () => {
    const xs = film(3000, () => ({ x: 100, side: 200 })).slice(30).map(({ shown }) => shown[0].x);
    expect(deviation(xs)).toBeLessThan(0.3);
  });

  it.each(moves)('stays within 2 px of a picture at $speed px/s and $rate frames/s', ({ rate, speed }) => {
    for (const frame of film(300, (i) => ({ x: (speed * i) / rate, side: 200 }))) expect(gap(frame)).toBeLessThan(2);
  });

  it.each(moves)('stays within 0.15 px of what a calm engine says at $speed px/s and $rate frames/s', ({ rate, speed }) => {
    for (const frame of film(300, (i) => ({ x: (speed * i) / rate, side: 200 }), CALM)) expect(gap(frame)).toBeLessThan(0.15);
  });

  it('stays within 2 px of a picture that comes nearer', () => {
    for (const frame of film(60, (i) => ({ x: 300 - 2 * i, side: 100 + 4 * i }))) expect(gap(frame)).toBeLessThan(2);
  });

  it('trails the less the faster the picture goes', () => {
    const mean = (step: number): number =>
      film(200, (i) => ({ x: step * i, side: 200 })).reduce((sum, frame) => sum + gap(frame), 0) / 200;
    expect(mean(20)).toBeLessThan(0.3);
    expect(mean(20)).toBeLessThan(mean(7));
    expect(mean(7)).toBeLessThan(mean(2));
  });

  it('comes to rest where the picture does', () => {
    const frames = film(60, (i) => ({ x: 10 * Math.min(i, 20), side: 200 }));
    expect(Math.abs(frames[frames.length - 1]!.shown[0].x - 200)).toBeLessThan(1);
  });

  it('takes corners that do not move as they are', () => {
    const still = square(100, 200, () => 0);
    expect(follow(still, still, NOISE)).toEqual(still);
  });
});

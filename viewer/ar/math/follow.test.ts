import { describe, expect, it } from 'vitest';
import type { Corners } from '../engine';
import { begin, follow, type Followed } from './follow';
import { normal, uniform } from './random';

/** Pixels: the standard deviation of an engine's corners from frame to frame, per coordinate; of a calm one, too. */
const NOISE = 0.7;
const CALM = 0.05;

interface Place {
  x: number;
  side: number;
}

function square({ x, side }: Place, noise: () => number): Corners {
  const corners = [[0, 0], [side, 0], [side, side], [0, side]].map(([dx, dy]) => ({ x: x + dx! + noise(), y: 100 + dy! + noise() }));
  return corners as unknown as Corners;
}

interface Frame {
  raw: Corners;
  shown: Corners;
  truth: Corners;
}

/** Measured, shown and true corners of each frame of a film that shows the picture at `truth(seconds)`. */
function film(frames: number, rate: number, truth: (seconds: number) => Place, jitter = NOISE): Frame[] {
  const random = normal(7);
  let followed: Followed | null = null;
  return Array.from({ length: frames }, (_, i) => {
    const place = truth(i / rate);
    const raw = square(place, () => jitter * random());
    followed = followed ? follow(followed, raw, 1 / rate, jitter) : begin(raw);
    return { raw, shown: followed.corners, truth: square(place, () => 0) };
  });
}

const farthest = (a: Corners, b: Corners): number => Math.max(...a.map((p, i) => Math.hypot(p.x - b[i]!.x, p.y - b[i]!.y)));
const gap = ({ raw, shown }: Frame): number => farthest(raw, shown);
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const root = (values: number[]): number => Math.sqrt(mean(values.map((value) => value ** 2)));
const deviation = (values: number[]): number => root(values.map((value) => value - mean(values)));

/** From frame to frame, how much the distance to the truth changes: what an eye sees as shaking. */
function shake(frames: Frame[], of: (frame: Frame) => Corners): number {
  const offs = frames.map((frame) => of(frame)[0].x - frame.truth[0].x);
  return root(offs.slice(1).map((off, i) => off - offs[i]!));
}

const rates = [5, 15, 30, 60];
const moves = rates.flatMap((rate) => [20, 100, 300, 600].map((speed) => ({ rate, speed })));

describe('follow', () => {
  it.each(rates.slice(1))('shakes less than half as much as the engine on a picture at rest, at %i frames a second', (rate) => {
    const frames = film(3000, rate, () => ({ x: 100, side: 200 })).slice(30);
    expect(shake(frames, ({ shown }) => shown)).toBeLessThan(0.5 * shake(frames, ({ raw }) => raw));
    expect(deviation(frames.map(({ shown }) => shown[0].x))).toBeLessThan(0.7 * NOISE);
  });

  it.each(moves)('is never farther than twice the jitter from what is measured at $speed px/s and $rate frames/s', ({ rate, speed }) => {
    for (const jitter of [CALM, NOISE]) {
      for (const frame of film(300, rate, (seconds) => ({ x: speed * seconds, side: 200 }), jitter)) {
        expect(gap(frame)).toBeLessThan(2 * jitter);
      }
    }
  });

  it('is never farther than that from any corners that jump about as they like', () => {
    const random = uniform(3);
    let followed = begin(square({ x: 0, side: 200 }, () => 0));
    for (let i = 0; i < 5000; i++) {
      const raw = square({ x: 400 * random() ** 4, side: 100 + 100 * random() }, () => 20 * random() ** 3);
      followed = follow(followed, raw, 0.001 + 0.1 * random(), NOISE);
      expect(farthest(raw, followed.corners)).toBeLessThan(2 * NOISE);
    }
  });

  it.each(rates.slice(1))('does not trail behind a picture that goes on evenly, at %i frames a second', (rate) => {
    const frames = film(3 * rate, rate, (seconds) => ({ x: 20 * seconds, side: 200 })).slice(2 * rate);
    expect(Math.abs(mean(frames.map(({ shown, truth }) => shown[0].x - truth[0].x)))).toBeLessThan(0.3);
    expect(shake(frames, ({ shown }) => shown)).toBeLessThan(0.7 * shake(frames, ({ raw }) => raw));
  });

  it('does not shoot past a picture that stops by more than twice the jitter', () => {
    const frames = film(90, 30, (seconds) => ({ x: 300 * Math.min(seconds, 1), side: 200 }));
    expect(Math.max(...frames.map(({ shown }) => shown[0].x))).toBeLessThan(300 + 3 * NOISE + 2 * NOISE);
    expect(Math.abs(frames[89]!.shown[0].x - 300)).toBeLessThan(1);
  });

  it('stays on a picture that comes nearer', () => {
    const frames = film(60, 30, (seconds) => ({ x: 300 - 60 * seconds, side: 100 + 120 * seconds }));
    for (const frame of frames) expect(gap(frame)).toBeLessThan(2 * NOISE);
  });

  it('takes another place at once, and what comes after a gap', () => {
    const [here, near, far] = [100, 101, 125].map((x) => square({ x, side: 200 }, () => 0));
    expect(follow(begin(here!), far!, 1 / 30, NOISE)).toEqual(begin(far!));
    expect(follow(begin(here!), near!, 1, NOISE)).toEqual(begin(near!));
    expect(follow(begin(here!), near!, 1 / 30, NOISE).corners[0].x).toBeLessThan(100.5);
  });

  it('takes corners that do not move as they are, from an engine that does not shake too', () => {
    const still = square({ x: 100, side: 200 }, () => 0);
    expect(follow(begin(still), still, 1 / 30, NOISE)).toEqual(begin(still));
    expect(follow(begin(still), still, 0, 0)).toEqual(begin(still));
  });
});

import { describe, expect, it } from 'vitest';
import type { Agreement, TrackResult } from '../engine';
import { squareToQuad } from '../math/homography';
import { adviseOn } from './coach';
import { shareOf, tiltOf } from './geometry';
import { Tally, type Numbers } from './tally';

const FRAME = { width: 640, height: 480 };
const SQUARE = { width: 100, height: 100 };
const LENS = 0.785 * 640;

/** A square of half the frame's width, turned by so many degrees around its upright axis. */
function turned(degrees: number): TrackResult['corners'] {
  const angle = (degrees * Math.PI) / 180;
  const at = (x: number, y: number) => {
    const scale = LENS / (LENS + x * Math.sin(angle));
    return { x: 320 + x * Math.cos(angle) * scale, y: 240 + y * scale };
  };
  return [at(-160, -160), at(160, -160), at(160, 160), at(-160, 160)];
}

function seen(degrees: number, agreement: Partial<Agreement> = {}): TrackResult {
  const corners = turned(degrees);
  const all = { patches: 100, agreeing: 90, correlation: 0.9, sharpness: 0.8, error: 0.2, ...agreement };
  return { targetId: 'a', corners, homography: squareToQuad(corners), confidence: 0.9, state: 'tracked', frameTime: 0, agreement: all };
}

describe('the geometry of a trial', () => {
  it.each([0, 20, 45, 70])('tells a tilt of %i degrees', (degrees) => {
    expect(tiltOf(squareToQuad(turned(degrees)), SQUARE, FRAME)).toBeCloseTo(degrees, 4);
  });

  it('tells the share of the frame', () => {
    expect(shareOf(turned(0), FRAME)).toBeCloseTo(0.5, 6);
  });
});

describe('Tally', () => {
  const look = (result: TrackResult | null, ms = 5) => ({ result, ms, frame: FRAME, light: 120 });

  it('says nothing before the first frame', () => {
    expect(new Tally(SQUARE).numbers()).toBeNull();
  });

  it('means what was found, and counts what was not', () => {
    const tally = new Tally(SQUARE);
    const errors = [0.1, 0.3, null, 0.2];
    errors.forEach((error, i) => tally.add(look(error === null ? null : seen(20, { error }), 4 + i), 100 * i));
    const numbers = tally.numbers();
    expect(numbers).toMatchObject({ state: 'tracked', patches: 100, agreeing: 90, foundShare: 0.75, ms: 6, light: 120 });
    expect(numbers?.error).toBeCloseTo(0.2, 9);
    expect(numbers?.fps).toBeCloseTo(10, 6);
    expect(numbers?.tilt).toBeCloseTo(20, 4);
  });

  it('forgets what is long past, but not how the picture lay', () => {
    const tally = new Tally(SQUARE);
    tally.add(look(seen(60)), 0);
    tally.add(look(null), 5000);
    expect(tally.numbers()).toMatchObject({ state: 'searching', foundShare: 0, patches: 0, error: 0 });
    expect(tally.numbers()?.tilt).toBeCloseTo(60, 4);
  });
});

describe('adviseOn', () => {
  const well: Numbers = {
    state: 'tracked', patches: 100, agreeing: 95, correlation: 0.95, sharpness: 0.9, error: 0.1,
    confidence: 0.95, foundShare: 1, fps: 30, ms: 5, share: 0.6, tilt: 10, light: 120,
  };
  const lost: Partial<Numbers> = { state: 'searching', foundShare: 0, patches: 0, agreeing: 0 };

  it.each([
    ['good', {}],
    ['good', { light: 20 }],
    ['light', { ...lost, light: 20 }],
    ['closer', { share: 0.1 }],
    ['closer', { ...lost, share: 0.1 }],
    ['back', { ...lost, share: 1.4 }],
    ['flatter', { tilt: 65 }],
    ['flatter', { ...lost, tilt: 65 }],
    ['aim', { ...lost, share: 0, tilt: 0 }],
    ['steady', { sharpness: 0.2 }],
    ['clear', { agreeing: 30 }],
  ] as const)('says %s of %o', (advice, change) => {
    expect(adviseOn({ ...well, ...change })).toBe(advice);
  });
});

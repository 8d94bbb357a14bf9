import { describe, expect, it } from 'vitest';
import { FRAME, seen, SQUARE } from '../coach/samples';
import type { TrackResult } from '../engine';
import { Tally } from './tally';

describe('Tally', () => {
  const look = (result: TrackResult | null, ms = 5) => ({ result, ms, frame: FRAME, light: 120 });

  it('says nothing before the first frame', () => {
    expect(new Tally(SQUARE).numbers()).toBeNull();
  });

  it('means what was found, and counts what was not', () => {
    const tally = new Tally(SQUARE);
    const errors = [0.1, 0.3, null, 0.2];
    errors.forEach((error, i) => tally.add(look(error === null ? null : seen({ degrees: 20, error }), 4 + i), 100 * i));
    const numbers = tally.numbers();
    expect(numbers).toMatchObject({ state: 'tracked', patches: 100, agreeing: 90, foundShare: 0.75, ms: 6, light: 120 });
    expect(numbers?.error).toBeCloseTo(0.2, 9);
    expect(numbers?.fps).toBeCloseTo(10, 6);
    expect(numbers?.tilt).toBeCloseTo(20, 4);
  });

  it('forgets what is long past, but not how the picture lay', () => {
    const tally = new Tally(SQUARE);
    tally.add(look(seen({ degrees: 60 })), 0);
    tally.add(look(null), 5000);
    expect(tally.numbers()).toMatchObject({ state: 'searching', foundShare: 0, patches: 0, error: 0 });
    expect(tally.numbers()?.tilt).toBeCloseTo(60, 4);
  });
});

import { describe, expect, it } from 'vitest';
import { OneEuro } from './one-euro';

const OPTIONS = { minCutoff: 1.5, beta: 0.1, speedCutoff: 2 };
const STEP = 33;

describe('OneEuro', () => {
  it('gives the first value as it is', () => {
    expect(new OneEuro(OPTIONS).filter(320, 0)).toBe(320);
  });

  it('calms shaking at rest to less than half', () => {
    const filter = new OneEuro(OPTIONS);
    const out = Array.from({ length: 60 }, (_, i) => filter.filter(100 + (i % 2 ? 0.6 : -0.6), i * STEP)).slice(30);
    expect(Math.max(...out) - Math.min(...out)).toBeLessThan(0.6);
  });

  it('follows fast motion within two frames of lag', () => {
    const filter = new OneEuro(OPTIONS);
    let last = 0;
    for (let i = 0; i < 30; i++) last = filter.filter(10 * i, i * STEP);
    expect(290 - last).toBeLessThan(20);
  });

  it('takes a value as it is when time stands still', () => {
    const filter = new OneEuro(OPTIONS);
    filter.filter(1, 5);
    expect(filter.filter(9, 5)).toBe(9);
  });
});

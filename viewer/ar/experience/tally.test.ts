import { describe, expect, it } from 'vitest';
import { Tally } from './tally';

describe('the tally of a run', () => {
  it('tells frames a second, the usual time of a look, and losses', () => {
    let now = 0;
    const tally = new Tally(() => now);
    for (const ms of [5, 7, 90]) tally.took(ms);
    tally.losses++;
    now = 2000;
    expect(tally.summary()).toEqual({ fps: 1.5, engineMs: 7, losses: 1 });
  });

  it('is all zero where nothing was looked at', () => {
    expect(new Tally(() => 0).summary()).toEqual({ fps: 0, engineMs: 0, losses: 0 });
  });

  it('tells the time of late looks, not of the first ones', () => {
    const tally = new Tally(() => 0);
    for (let i = 0; i < 300; i++) tally.took(i < 150 ? 50 : 10);
    expect(tally.summary().engineMs).toBe(10);
  });
});

import { describe, expect, it } from 'vitest';
import { adviseOn, type Signs } from './rules';

describe('adviseOn', () => {
  const well: Signs = { foundShare: 1, share: 0.6, tilt: 10, light: 120, patches: 100, agreeing: 95, sharpness: 0.9 };
  const lost: Partial<Signs> = { foundShare: 0, patches: 0, agreeing: 0 };

  it.each([
    [null, {}],
    [null, { light: 20 }],
    ['light', { ...lost, light: 20 }],
    ['closer', { share: 0.1 }],
    ['closer', { ...lost, share: 0.1 }],
    ['back', { ...lost, share: 1.4 }],
    ['flatter', { tilt: 65 }],
    ['flatter', { ...lost, tilt: 65 }],
    ['aim', { ...lost, share: 0, tilt: 0 }],
    ['steady', { sharpness: 0.2 }],
    ['steady', { foundShare: 0, sharpness: 0.2 }],
    ['clear', { agreeing: 30 }],
    ['clear', { foundShare: 0, agreeing: 30 }],
  ] as const)('says %s of %o', (advice, change) => {
    expect(adviseOn({ ...well, ...change })).toBe(advice);
  });
});

import { describe, expect, it } from 'vitest';
import { Pace } from './pace';

function look(pace: Pace, frames: number, ms: number): void {
  for (let i = 0; i < frames; i++) pace.took(ms);
}

describe('Pace', () => {
  it('leaves a device that keeps up alone', () => {
    const pace = new Pace(() => expect.unreachable());
    look(pace, 300, 55);
    expect(pace.longSide).toBe(640);
  });

  it('does not mind a few slow frames', () => {
    const pace = new Pace();
    for (let i = 0; i < 20; i++) {
      look(pace, 17, 20);
      look(pace, 13, 900);
    }
    expect(pace.longSide).toBe(640);
  });

  it('goes down a step at a time while a device is behind, and tells each', () => {
    const sides: number[] = [];
    const pace: Pace = new Pace(() => sides.push(pace.longSide));
    look(pace, 29, 90);
    expect(pace.longSide).toBe(640);
    look(pace, 1, 90);
    expect(pace.longSide).toBe(480);
    look(pace, 300, 90);
    expect(sides).toEqual([480]);
    look(pace, 30, 170);
    look(pace, 300, 900);
    expect(sides).toEqual([480, 320]);
  });

  it('never goes up again', () => {
    const pace = new Pace();
    look(pace, 30, 90);
    look(pace, 300, 5);
    expect(pace.longSide).toBe(480);
  });
});

import { describe, expect, it } from 'vitest';
import { squareToQuad } from '../math/homography';
import { shareOf, tiltOf } from './geometry';
import { FRAME, SQUARE, turned } from './samples';

describe('how a picture lies', () => {
  it.each([0, 20, 45, 70])('tells a tilt of %i degrees', (degrees) => {
    expect(tiltOf(squareToQuad(turned(degrees)), SQUARE, FRAME)).toBeCloseTo(degrees, 4);
  });

  it('tells the share of the frame', () => {
    expect(shareOf(turned(0), FRAME)).toBeCloseTo(0.5, 6);
  });
});

import { describe, expect, it } from 'vitest';
import type { Corners } from '../engine';
import { bracketsAround } from './outline';

const TILTED: Corners = [{ x: 120, y: 40 }, { x: 500, y: 90 }, { x: 470, y: 420 }, { x: 90, y: 380 }];
const SMALL: Corners = [{ x: 0, y: 0 }, { x: 40, y: 0 }, { x: 40, y: 20 }, { x: 0, y: 20 }];

/** Of each bracket its arm's end, its corner, its other arm's end. */
function brackets(path: string): { x: number; y: number }[][] {
  const point = (text: string) => ({ x: Number(text.split(' ')[0]), y: Number(text.split(' ')[1]) });
  return path.split('M').slice(1).map((bracket) => bracket.split('L').map(point));
}

const distance = (a: { x: number; y: number }, b: { x: number; y: number }): number => Math.hypot(a.x - b.x, a.y - b.y);

describe('the brackets around a picture', () => {
  it('stand before its corners, so many pixels off', () => {
    brackets(bracketsAround(TILTED, 10)).forEach(([, corner], i) => expect(distance(corner!, TILTED[i]!)).toBeCloseTo(10, 0));
  });

  it('have arms along its sides that leave the sides open', () => {
    for (const [before, corner, after] of brackets(bracketsAround(SMALL, 0))) {
      const [a, b] = [distance(before!, corner!), distance(after!, corner!)].sort((x, y) => x - y);
      expect(a).toBeCloseTo(4.4, 1);
      expect(b).toBeCloseTo(8.8, 1);
    }
  });

  it('do not grow with a picture that fills the screen', () => {
    for (const [before, corner] of brackets(bracketsAround(TILTED, 0))) expect(distance(before!, corner!)).toBeCloseTo(44, 0);
  });
});

import { describe, expect, it } from 'vitest';
import type { PlacementSettings } from '../shared/api';
import type { Point } from './engine';
import { apply } from './math/homography';
import { place, placementMatrix } from './placement';

const PICTURE = { width: 1000, height: 500 };
const SAME = { width: 640, height: 320 };
const SQUARE = { width: 720, height: 720 };
const PLAIN: PlacementSettings = { scale: 1, offsetX: 0, offsetY: 0, rotation: 0, opacity: 1, fit: 'cover' };

describe('place', () => {
  it('lays a video of the same shape exactly on the picture', () => {
    expect(place(PICTURE, SAME, PLAIN)).toMatchObject({ x: 500, y: 250, width: 1000, height: 500, crop: [0, 0, 1, 1] });
  });

  it('crops a square video to cover a wide picture', () => {
    expect(place(PICTURE, SQUARE, PLAIN)).toMatchObject({ width: 1000, height: 500, crop: [0, 0.25, 1, 0.5] });
  });

  it('shows a square video whole with contain', () => {
    expect(place(PICTURE, SQUARE, { ...PLAIN, fit: 'contain' })).toMatchObject({ width: 500, height: 500, crop: [0, 0, 1, 1] });
  });

  it('covers with auto only when the shapes are nearly the same', () => {
    const auto: PlacementSettings = { ...PLAIN, fit: 'auto' };
    expect(place(PICTURE, { width: 640, height: 300 }, auto).height).toBe(500);
    expect(place(PICTURE, SQUARE, auto).width).toBe(500);
  });

  it('scales about the middle and moves by shares of the picture', () => {
    const placed = place(PICTURE, SAME, { ...PLAIN, scale: 2, offsetX: 0.1, offsetY: -0.2 });
    expect(placed).toMatchObject({ x: 600, y: 150, width: 2000, height: 1000 });
  });
});

describe('placementMatrix', () => {
  it('takes the video onto the unit square of the picture', () => {
    const m = placementMatrix(place(PICTURE, SAME, PLAIN), PICTURE);
    expect(apply(m, { x: 0, y: 0 })).toEqual({ x: 0, y: 0 });
    expect(apply(m, { x: 1, y: 1 })).toEqual({ x: 1, y: 1 });
  });

  it('turns clockwise: the top left corner goes to the top right', () => {
    const square = { width: 400, height: 400 };
    const m = placementMatrix(place(square, square, { ...PLAIN, rotation: 90 }), square);
    expect(apply(m, { x: 0, y: 0 }).x).toBeCloseTo(1, 9);
    expect(apply(m, { x: 0, y: 0 }).y).toBeCloseTo(0, 9);
  });

  it('keeps right angles on a picture that is not square', () => {
    const m = placementMatrix(place(PICTURE, SAME, { ...PLAIN, rotation: 30 }), PICTURE);
    const [o, a, b] = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0, y: 1 }].map((p) => apply(m, p)) as [Point, Point, Point];
    const dot = (a.x - o.x) * (b.x - o.x) * PICTURE.width ** 2 + (a.y - o.y) * (b.y - o.y) * PICTURE.height ** 2;
    expect(dot).toBeCloseTo(0, 3);
  });
});

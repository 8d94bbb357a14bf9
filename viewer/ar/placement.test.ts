import { describe, expect, it } from 'vitest';
import type { PlacementSettings, VideoPlace } from '../shared/api';
import type { Point } from './engine';
import { apply } from './math/homography';
import { outlineIn, place, placementMatrix } from './placement';

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

  it('shows it whole with auto when nobody knows where the picture is in it', () => {
    const auto: PlacementSettings = { ...PLAIN, fit: 'auto' };
    expect(place(PICTURE, SQUARE, auto, null)).toEqual(place(PICTURE, SQUARE, { ...PLAIN, fit: 'contain' }));
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

describe('a video that fits by itself', () => {
  const AUTO: PlacementSettings = { ...PLAIN, fit: 'auto' };
  /** The picture lies in a wide video: half as wide as it, in its middle, turned by a quarter. */
  const TURNED: VideoPlace = {
    scale: 2, offsetX: 0, offsetY: 0, rotation: 90, crop: { left: 0.375, top: 0.05, width: 0.25, height: 0.9 }, start: 1,
  };
  const FILM = { width: 1280, height: 720 };

  it('lies whole where it was found when it may overflow', () => {
    const placed = place(PICTURE, FILM, { ...AUTO, overflow: true }, TURNED);
    expect(placed).toMatchObject({ x: 500, y: 250, rotation: 90, crop: [0, 0, 1, 1], clipped: false });
    expect(placed.height).toBeCloseTo(1000, 9);
  });

  it('goes before what the settings say', () => {
    const byHand: PlacementSettings = { ...AUTO, scale: 3, offsetX: 1, fit: 'cover' };
    expect(place(PICTURE, FILM, byHand, TURNED)).toEqual(place(PICTURE, FILM, AUTO, TURNED));
  });

  it('puts each part of the crop where the whole video has it', () => {
    const moved = { ...TURNED, offsetX: 0.1, offsetY: -0.2, rotation: 30, crop: { left: 0.1, top: 0.2, width: 0.5, height: 0.4 } };
    const whole = placementMatrix(place(PICTURE, FILM, { ...AUTO, overflow: true }, moved), PICTURE);
    const part = placementMatrix(place(PICTURE, FILM, AUTO, moved), PICTURE);
    for (const [x, y] of [[0, 0], [1, 0], [0.3, 0.8], [1, 1]] as const) {
      const [one, other] = [apply(part, { x, y }), apply(whole, { x: 0.1 + 0.5 * x, y: 0.2 + 0.4 * y })];
      expect(one.x).toBeCloseTo(other.x, 9);
      expect(one.y).toBeCloseTo(other.y, 9);
    }
  });

  it('ends at the outline of the picture', () => {
    const placed = place(PICTURE, FILM, AUTO, { ...TURNED, rotation: 20 });
    const m = placementMatrix(placed, PICTURE);
    const corners = outlineIn(placed, PICTURE).map((corner) => apply(m, corner));
    expect(placed.clipped).toBe(true);
    corners.forEach((corner, i) => {
      expect(corner.x).toBeCloseTo([0, 1, 1, 0][i]!, 9);
      expect(corner.y).toBeCloseTo([0, 0, 1, 1][i]!, 9);
    });
  });
});

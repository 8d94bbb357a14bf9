import { describe, expect, it } from 'vitest';
import { apply, multiply, squareToQuad } from '../math/homography';
import { place, placementMatrix } from '../placement';
import { coverMatrix } from '../render/renderer';
import { cornersOnScreen, onScreen } from './screen';

const PICTURE = { width: 512, height: 512 };
const FRAME = { width: 640, height: 480 };
const PHONE = { width: 390, height: 844 };
const SETTINGS = { scale: 0.7, offsetX: 0.1, offsetY: -0.2, rotation: 30, opacity: 1, fit: 'contain' as const };
const SQUARE = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }];

/** The corners of the video on the screen when it lies on a picture with these corners. */
function videoOnScreen(film: { width: number; height: number }, screen: { width: number; height: number }) {
  const placement = place(PICTURE, film, SETTINGS);
  const corners = cornersOnScreen(placement, PICTURE, FRAME, screen);
  const unit = corners.map((p) => ({ x: p.x / FRAME.width, y: p.y / FRAME.height })) as unknown as typeof corners;
  const matrix = multiply(coverMatrix(FRAME, screen), multiply(squareToQuad(unit), placementMatrix(placement, PICTURE)));
  return SQUARE.map((p) => apply(matrix, p));
}

describe('a video on the screen', () => {
  it.each([
    [{ width: 640, height: 360 }, PHONE],
    [{ width: 360, height: 640 }, PHONE],
    [{ width: 360, height: 640 }, { width: 844, height: 390 }],
    [{ width: 640, height: 640 }, { width: 320, height: 568 }],
  ])('of %o lies upright, whole and in its own form on %o, however it lay on the picture', (film, screen) => {
    const [tl, tr, br, bl] = videoOnScreen(film, screen) as [{ x: number; y: number }, ...{ x: number; y: number }[]];
    expect(tl.y).toBeCloseTo(tr!.y, 6);
    expect(tl.x).toBeCloseTo(bl!.x, 6);
    expect((tr!.x - tl.x) / (bl!.y - tl.y)).toBeCloseTo(film.width / film.height, 6);
    expect(tl.x).toBeGreaterThan(0);
    expect(tl.y).toBeGreaterThan(0);
    expect(br!.x).toBeLessThan(screen.width);
    expect(br!.y).toBeLessThan(0.83 * screen.height);
    expect(br!.y).toBeLessThan(screen.height - 119);
    expect((tl.x + tr!.x) / 2).toBeCloseTo(screen.width / 2, 6);
  });
});

describe('onScreen', () => {
  it('takes the middle of the frame to the middle of the screen', () => {
    const middle = { x: 320, y: 240 };
    expect(onScreen([middle, middle, middle, middle], FRAME, PHONE)[2]).toEqual({ x: 195, y: 422 });
  });
});

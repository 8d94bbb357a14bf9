import { describe, expect, it } from 'vitest';
import { cameraPara, idealCamera } from './camera-para';
import { projectCorners } from './pose';

const CAMERA = { width: 640, height: 480, focal: 600 };
/** 200 x 100 mm. */
const SHEET = { width: 2000, height: 1000, dpi: 254 };

/** Facing the camera, its middle on the axis, 600 mm away: the marker's y goes up, the camera's down. */
const FACING = [1, 0, 0, -100, 0, -1, 0, 50, 0, 0, -1, 600];

describe('projectCorners', () => {
  it('gives TL TR BR BL of a picture that faces the camera', () => {
    expect(projectCorners(FACING, SHEET, CAMERA)).toEqual([
      { x: 220, y: 190 },
      { x: 420, y: 190 },
      { x: 420, y: 290 },
      { x: 220, y: 290 },
    ]);
  });

  it('halves the picture at twice the distance', () => {
    const far = [...FACING.slice(0, 11), 1200];
    const corners = projectCorners(far, SHEET, CAMERA)!;
    expect(corners[1].x - corners[0].x).toBe(100);
  });

  it('gives nothing when the picture lies behind the camera', () => {
    expect(projectCorners([...FACING.slice(0, 11), -5], SHEET, CAMERA)).toBeNull();
  });
});

describe('cameraPara', () => {
  it('is an ARToolKit 5 parameter file: big-endian, centred, without distortion', () => {
    const bytes = cameraPara(idealCamera(640, 480));
    const view = new DataView(bytes.buffer);
    const double = (i: number): number => view.getFloat64(8 + 8 * i);
    expect(bytes.length).toBe(176);
    expect([view.getInt32(0), view.getInt32(4)]).toEqual([640, 480]);
    expect([double(0), double(2), double(5), double(6), double(10)]).toEqual([576, 320, 576, 240, 1]);
    expect(Array.from({ length: 9 }, (_, i) => double(12 + i))).toEqual([0, 0, 0, 0, 576, 576, 320, 240, 1]);
  });

  it('has the same lens for an upright frame', () => {
    expect(idealCamera(480, 640).focal).toBe(idealCamera(640, 480).focal);
  });
});

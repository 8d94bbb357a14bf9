/** From jsartoolkit's pose to corners on the frame. */
import type { Corners, Point } from '../engine';
import type { Camera } from './camera-para';

/** Pixels and resolution of the largest image in an .iset. */
export interface MarkerSheet {
  width: number;
  height: number;
  dpi: number;
}

const MM_PER_INCH = 25.4;

/**
 * The picture's corners TL TR BR BL on the frame. `pose` is a row-major 3x4 from the marker's plane (millimetres, x right,
 * y UP, origin at the picture's bottom left) to the camera (x right, y down, z forward). Null when a corner lies
 * behind the camera.
 */
export function projectCorners(pose: ArrayLike<number>, sheet: MarkerSheet, camera: Camera): Corners | null {
  const right = (sheet.width / sheet.dpi) * MM_PER_INCH;
  const top = (sheet.height / sheet.dpi) * MM_PER_INCH;
  const points = [project(0, top), project(right, top), project(right, 0), project(0, 0)];
  return points.every((p) => p !== null) ? (points as unknown as Corners) : null;

  function project(x: number, y: number): Point | null {
    const row = (i: number): number => pose[4 * i]! * x + pose[4 * i + 1]! * y + pose[4 * i + 3]!;
    const z = row(2);
    if (z <= 0) return null;
    return { x: (camera.focal * row(0)) / z + camera.width / 2, y: (camera.focal * row(1)) / z + camera.height / 2 };
  }
}

/** How a picture lies before the camera, as far as its homography tells. */
import type { Size } from '../camera/reader';
import { meanSide, type Matrix3 } from '../math/homography';
import type { Corners } from '../engine';

/** Focal length of a phone's main camera as a share of the frame's longer side: it sees 65 degrees. */
const LENS = 0.785;

/** Sides of the picture as a share of the frame's longer side. */
export function shareOf(corners: Corners, frame: Size): number {
  return meanSide(corners) / Math.max(frame.width, frame.height);
}

/** Degrees by which the picture is turned away from facing the camera. */
export function tiltOf(homography: Matrix3, picture: Size, frame: Size): number {
  const focal = LENS * Math.max(frame.width, frame.height);
  // The columns of K^-1 H are the picture's axes before the camera, up to one common length.
  const axis = (column: number, side: number): [number, number, number] => {
    const [x, y, z] = [homography[column]!, homography[column + 3]!, homography[column + 6]!];
    return [(x - (z * frame.width) / 2) / focal / side, (y - (z * frame.height) / 2) / focal / side, z / side];
  };
  const [a, b] = [axis(0, picture.width), axis(1, picture.height)];
  const normal = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]] as const;
  return (180 / Math.PI) * Math.acos(Math.min(1, Math.abs(normal[2]) / Math.hypot(...normal)));
}

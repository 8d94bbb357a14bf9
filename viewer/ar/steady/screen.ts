/** Where a video lies that has left its picture: upright in the middle of the screen, as large as there is room. */
import type { Size } from '../camera/reader';
import type { Corners } from '../engine';
import { apply, inverse, matrix3, multiply } from '../math/homography';
import { placementMatrix, type Placement } from '../placement';
import { coverMatrix } from '../render/renderer';

/** Shares of the screen's sides that stay free beside, above and below; CSS pixels of the controls at its foot. */
const [BESIDE, ABOVE, BELOW] = [0.04, 0.1, 0.18];
const CONTROLS = 120;

const SQUARE: Corners = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }];

/** From pixels of the frame to pixels of the screen that it covers. */
export function onScreen(corners: Corners, frame: Size, screen: Size): Corners {
  const cover = coverMatrix(frame, screen);
  return corners.map(({ x, y }) => apply(cover, { x: x / frame.width, y: y / frame.height })) as unknown as Corners;
}

/**
 * Where the picture's corners would have to be, pixels of the frame, for the video placed on it to lie so. `screen` is in
 * CSS pixels.
 */
export function cornersOnScreen(placement: Placement, picture: Size, frame: Size, screen: Size): Corners {
  const bottom = screen.height - Math.max(BELOW * screen.height, Math.min(CONTROLS, screen.height / 2));
  const room = { width: (1 - 2 * BESIDE) * screen.width, height: bottom - ABOVE * screen.height };
  const scale = Math.min(room.width / placement.width, room.height / placement.height);
  const [width, height] = [placement.width * scale, placement.height * scale];
  const left = (screen.width - width) / 2;
  const top = bottom - (room.height + height) / 2;
  const place = matrix3(width, 0, left, 0, height, top, 0, 0, 1);
  const inFrame = multiply(inverse(coverMatrix(frame, screen)), place);
  const ofPicture = multiply(inFrame, inverse(placementMatrix(placement, picture)));
  const corner = (p: { x: number; y: number }): { x: number; y: number } => {
    const { x, y } = apply(ofPicture, p);
    return { x: x * frame.width, y: y * frame.height };
  };
  return SQUARE.map(corner) as unknown as Corners;
}

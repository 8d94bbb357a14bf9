/** Where a video lies that has left its picture: upright in the middle of the screen, as large as there is room. */
import type { Size } from './camera/reader';
import type { Corners } from './engine';
import { apply, inverse, matrix3, multiply } from './math/homography';
import { placementMatrix, type Placement } from './placement';
import { coverMatrix } from './render/renderer';

/** Shares of the screen's sides; at the lower end there are the controls. */
const ROOM = { left: 0.04, top: 0.1, width: 0.92, height: 0.72 };

const SQUARE: Corners = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }];

/** From pixels of the frame to pixels of the screen that it covers. */
export function onScreen(corners: Corners, frame: Size, screen: Size): Corners {
  const cover = coverMatrix(frame, screen);
  return corners.map(({ x, y }) => apply(cover, { x: x / frame.width, y: y / frame.height })) as unknown as Corners;
}

/**
 * Where the picture's corners would have to be, pixels of the frame, for the video placed on it to lie so. `screen` is in
 * any pixels: only its form matters.
 */
export function cornersOnScreen(placement: Placement, picture: Size, frame: Size, screen: Size): Corners {
  const scale = Math.min((ROOM.width * screen.width) / placement.width, (ROOM.height * screen.height) / placement.height);
  const [width, height] = [placement.width * scale, placement.height * scale];
  const left = (ROOM.left + ROOM.width / 2) * screen.width - width / 2;
  const top = (ROOM.top + ROOM.height / 2) * screen.height - height / 2;
  const place = matrix3(width, 0, left, 0, height, top, 0, 0, 1);
  const inFrame = multiply(inverse(coverMatrix(frame, screen)), place);
  const ofPicture = multiply(inFrame, inverse(placementMatrix(placement, picture)));
  const corner = (p: { x: number; y: number }): { x: number; y: number } => {
    const { x, y } = apply(ofPicture, p);
    return { x: x * frame.width, y: y * frame.height };
  };
  return SQUARE.map(corner) as unknown as Corners;
}

/** Draws the camera's picture over the whole screen and the video upon it. */
import type { FrameImage } from '../camera/source';
import type { Size } from '../camera/reader';
import type { Corners } from '../engine';
import { matrix3, type Matrix3 } from '../math/homography';

export interface Overlay {
  /** The video's unit square (y down) onto the frame's unit square. */
  matrix: Matrix3;
  /** Shares of the video: left, top, width, height. */
  crop: [number, number, number, number];
  alpha: number;
  /** Where the video ends although it goes on; null when it may be seen whole. */
  clip: Clip | null;
  /** Mean side of the picture as a share of the frame's width: how soft the edge must be is judged from it. */
  side: number;
}

/** The picture's outline over the video's visible part. */
export interface Clip {
  /** From the visible part's unit square to the picture's. */
  matrix: Matrix3;
  /** TL TR BR BL, shares of the sides of the visible part. */
  outline: Corners;
}

export interface Renderer {
  /** Takes the camera's picture; it may be released afterwards. */
  showFrame(image: FrameImage, size: Size): void;
  draw(overlay: Overlay | null): void;
  dispose(): void;
}

/** The frame's unit square onto the screen's pixels, so that the frame covers the screen and its middle stays. */
export function coverMatrix(frame: Size, screen: Size): Matrix3 {
  const scale = Math.max(screen.width / frame.width, screen.height / frame.height);
  const width = frame.width * scale;
  const height = frame.height * scale;
  return matrix3(width, 0, (screen.width - width) / 2, 0, height, (screen.height - height) / 2, 0, 0, 1);
}

/** Draws the camera's picture over the whole screen and the video upon it. */
import type { FrameImage } from '../camera/source';
import type { Size } from '../camera/reader';
import type { Corners } from '../engine';
import { matrix3, type Matrix3 } from '../math/homography';
import type { Keying } from './keying';
import type { Reference } from './reference';

export interface Overlay {
  /** The video's unit square (y down) onto the frame's unit square. */
  matrix: Matrix3;
  /** Shares of the video that is to be seen (`visibleSize`): left, top, width, height. */
  crop: [number, number, number, number];
  alpha: number;
  /** Where the video ends although it goes on; null when it may be seen whole. */
  clip: Clip | null;
  keying: Keying;
  /** The picture's unit square onto the frame's unit square. */
  picture: Matrix3;
  /** What the video's light is judged by; null: it stays as it is. */
  light: Reference | null;
  /** 0 while the video lies on the picture .. 1 on the screen, where it takes no light from the scene and is not clipped. */
  peeled: number;
}

/** The picture's outline over the video's visible part. */
export interface Clip {
  /** From the visible part's unit square to the picture's. */
  matrix: Matrix3;
  /** TL TR BR BL, shares of the sides of the visible part. */
  outline: Corners;
}

export interface Renderer {
  /** Drawn without WebGL. */
  readonly flat: boolean;
  /** Takes the camera's picture; it may be released afterwards. */
  showFrame(image: FrameImage, size: Size): void;
  draw(overlay: Overlay | null): void;
  /** What was drawn last, as the screen shows it, in its pixels: to be copied or encoded before the caller's task ends. */
  capture(): HTMLCanvasElement;
  dispose(): void;
}

/** The frame's unit square onto the screen's pixels, so that the frame covers the screen and its middle stays. */
export function coverMatrix(frame: Size, screen: Size): Matrix3 {
  const scale = Math.max(screen.width / frame.width, screen.height / frame.height);
  const width = frame.width * scale;
  const height = frame.height * scale;
  return matrix3(width, 0, (screen.width - width) / 2, 0, height, (screen.height - height) / 2, 0, 0, 1);
}

/** More than two device pixels a CSS pixel cost a phone time and show nothing. */
const MAX_DENSITY = 2;

/** Pixels that a canvas is drawn with. */
export function screenSize({ clientWidth, clientHeight }: HTMLCanvasElement): Size {
  const density = Math.min(devicePixelRatio, MAX_DENSITY);
  return { width: Math.round(clientWidth * density), height: Math.round(clientHeight * density) };
}

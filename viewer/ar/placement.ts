/** Where the video lies on the picture, by the marker's settings. */
import type { PlacementSettings } from '../shared/api';
import { matrix3, type Matrix3 } from './math/homography';

interface Box {
  width: number;
  height: number;
}

export interface Placement {
  /** Centre and size in pixels of the picture. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Degrees clockwise. */
  rotation: number;
  /** The visible part of the video, shares of its sides: left, top, width, height. */
  crop: [number, number, number, number];
}

/** With `auto`, a video whose shape differs less than this from the picture's covers it; otherwise it is shown whole. */
const SAME_SHAPE = 0.15;

/** `cover` fills the picture and crops the video; `contain` shows it whole. Scale, offset and rotation come after. */
export function place(picture: Box, video: Box, settings: PlacementSettings): Placement {
  const ratio = video.width / video.height / (picture.width / picture.height);
  const covers = settings.fit === 'cover' || (settings.fit === 'auto' && Math.abs(Math.log(ratio)) < SAME_SHAPE);
  const share = Math.min(ratio, 1 / ratio);
  const [shownX, shownY] = !covers ? [1, 1] : ratio > 1 ? [share, 1] : [1, share];
  const [sizeX, sizeY] = covers ? [1, 1] : ratio > 1 ? [1, share] : [share, 1];
  return {
    x: picture.width * (0.5 + settings.offsetX),
    y: picture.height * (0.5 + settings.offsetY),
    width: picture.width * sizeX * settings.scale,
    height: picture.height * sizeY * settings.scale,
    rotation: settings.rotation,
    crop: [(1 - shownX) / 2, (1 - shownY) / 2, shownX, shownY],
  };
}

/** The video's unit square onto the picture's unit square, both y down. */
export function placementMatrix(placement: Placement, picture: Box): Matrix3 {
  const angle = (placement.rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const { x, y, width, height } = placement;
  const [ax, ay] = [cos * width, sin * width];
  const [bx, by] = [-sin * height, cos * height];
  return matrix3(
    ax / picture.width, bx / picture.width, (x - (ax + bx) / 2) / picture.width,
    ay / picture.height, by / picture.height, (y - (ay + by) / 2) / picture.height,
    0, 0, 1,
  );
}

/** Where the video lies on the picture, by the marker's settings. */
import type { PlacementSettings, VideoPlace } from '../shared/api';
import type { Corners } from './engine';
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
  /** The video ends where the picture ends. */
  clipped: boolean;
}

/**
 * `cover` fills the picture and crops the video; `contain` shows it whole, and so does `auto` when it does not know
 * where the video shows the picture. Scale, offset and rotation come after. A known `fit` goes before all of them.
 */
export function place(picture: Box, video: Box, settings: PlacementSettings, fit?: VideoPlace | null): Placement {
  if (fit) return placeByItself(picture, video, fit, settings.overflow ?? false);
  const ratio = video.width / video.height / (picture.width / picture.height);
  const covers = settings.fit === 'cover';
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
    clipped: false,
  };
}

/** As `contain` with the settings found, without what lies around the picture unless it may overflow. */
function placeByItself(picture: Box, video: Box, fit: VideoPlace, overflow: boolean): Placement {
  const settings = { ...fit, opacity: 1, fit: 'contain' as const };
  const whole = place(picture, video, settings);
  if (overflow) return whole;
  const { left, top, width, height } = fit.crop;
  const { cos, sin } = turn(fit.rotation);
  const [across, down] = [(left + width / 2 - 0.5) * whole.width, (top + height / 2 - 0.5) * whole.height];
  return {
    x: whole.x + cos * across - sin * down,
    y: whole.y + sin * across + cos * down,
    width: whole.width * width,
    height: whole.height * height,
    rotation: fit.rotation,
    crop: [left, top, width, height],
    clipped: true,
  };
}

function turn(degrees: number): { cos: number; sin: number } {
  const angle = (degrees * Math.PI) / 180;
  return { cos: Math.cos(angle), sin: Math.sin(angle) };
}

/** The picture's corners TL TR BR BL, as shares of the sides of the video's visible part. */
export function outlineIn(placement: Placement, picture: Box): Corners {
  const { cos, sin } = turn(placement.rotation);
  const corner = (x: number, y: number): { x: number; y: number } => {
    const [across, down] = [x * picture.width - placement.x, y * picture.height - placement.y];
    return {
      x: (cos * across + sin * down) / placement.width + 0.5,
      y: (cos * down - sin * across) / placement.height + 0.5,
    };
  };
  return [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
}

/** The unit square of the video's visible part onto the picture's unit square, both y down. */
export function placementMatrix(placement: Placement, picture: Box): Matrix3 {
  const { cos, sin } = turn(placement.rotation);
  const { x, y, width, height } = placement;
  const [ax, ay] = [cos * width, sin * width];
  const [bx, by] = [-sin * height, cos * height];
  return matrix3(
    ax / picture.width, bx / picture.width, (x - (ax + bx) / 2) / picture.width,
    ay / picture.height, by / picture.height, (y - (ay + by) / 2) / picture.height,
    0, 0, 1,
  );
}

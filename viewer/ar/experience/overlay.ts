/** How the film lies in the camera's frame, by the target's settings and where its picture is. */
import type { Target, Video } from '../../shared/api';
import type { Size } from '../camera/reader';
import type { Corners } from '../engine';
import { settingsOf } from '../link';
import { meanSide, multiply, squareToQuad } from '../math/homography';
import { outlineIn, place, placementMatrix, type Placement } from '../placement';
import type { Overlay } from '../render/renderer';
import { cornersOnScreen } from '../steady-screen';

export interface Film {
  target: Target;
  /** What plays, and its sides as far as they are known. */
  video: Video | undefined;
  film: Size;
}

export interface Laid extends Film {
  /** Of the picture, in pixels of a frame of this size. */
  corners: Corners;
  frame: Size;
  /** 0..1 */
  alpha: number;
}

export function overlayOf({ target, video, film, corners, frame, alpha }: Laid): Overlay {
  const settings = settingsOf(target);
  const unit = corners.map((p) => ({ x: p.x / frame.width, y: p.y / frame.height })) as unknown as Corners;
  const picture = { width: target.marker.width, height: target.marker.height };
  const placement = placementOf({ target, video, film });
  const matrix = placementMatrix(placement, picture);
  return {
    matrix: multiply(squareToQuad(unit), matrix),
    clip: placement.clipped ? { matrix, outline: outlineIn(placement, picture) } : null,
    crop: placement.crop,
    alpha: alpha * settings.opacity,
    side: meanSide(corners) / frame.width,
  };
}

/** Where the picture's corners have to be for its video to lie on the screen, pixels of the frame. */
export function peeledCorners(laid: Film, frame: Size, screen: Size): Corners {
  return cornersOnScreen(placementOf(laid), laid.target.marker, frame, screen);
}

function placementOf({ target, video, film }: Film): Placement {
  const { marker } = target;
  return place(marker, film.width > 0 ? film : marker, settingsOf(target), video?.fit);
}

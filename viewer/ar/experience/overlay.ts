/** How the film lies in the camera's frame, by the target's settings and where its picture is. */
import type { Target, Video } from '../../shared/api';
import type { Size } from '../camera/reader';
import type { Corners } from '../engine';
import { settingsOf } from '../link';
import { multiply, squareToQuad } from '../math/homography';
import { outlineIn, place, placementMatrix, type Placement } from '../placement';
import { keyingOf } from '../render/keying';
import { referenceOf, type Reference } from '../render/reference';
import type { Overlay } from '../render/renderer';
import { cornersOnScreen } from '../steady/screen';

export interface Film {
  target: Target;
  /** What plays, and the sides of what is to be seen of it as far as they are known. */
  video: Video | undefined;
  film: Size;
}

export interface Laid extends Film {
  /** Of the picture, in pixels of a frame of this size. */
  corners: Corners;
  frame: Size;
  /** 0..1 */
  alpha: number;
  /** 0 on the picture .. 1 on the screen. */
  peeled: number;
}

export function overlayOf({ target, video, film, corners, frame, alpha, peeled }: Laid): Overlay {
  const settings = settingsOf(target);
  const unit = corners.map((p) => ({ x: p.x / frame.width, y: p.y / frame.height })) as unknown as Corners;
  const picture = { width: target.marker.width, height: target.marker.height };
  const placement = placementOf({ target, video, film });
  const matrix = placementMatrix(placement, picture);
  const onFrame = squareToQuad(unit);
  return {
    matrix: multiply(onFrame, matrix),
    picture: onFrame,
    clip: placement.clipped ? { matrix, outline: outlineIn(placement, picture) } : null,
    crop: placement.crop,
    alpha: alpha * settings.opacity,
    keying: keyingOf(settings),
    light: publishedOf(target),
    peeled,
  };
}

/** What the video's light is judged by, loaded when it is asked for first; null when the video is to keep its own. */
export function publishedOf(target: Target): Reference | null {
  const url = target.imageThumbnailUrl ?? target.imageUrl;
  return url && settingsOf(target).adaptLight ? referenceOf(url) : null;
}

/** Where the picture's corners have to be for its video to lie on the screen, pixels of the frame. */
export function peeledCorners(laid: Film, frame: Size, screen: Size): Corners {
  return cornersOnScreen(placementOf(laid), laid.target.marker, frame, screen);
}

function placementOf({ target, video, film }: Film): Placement {
  const { marker } = target;
  return place(marker, film.width > 0 ? film : marker, settingsOf(target), video?.fit);
}

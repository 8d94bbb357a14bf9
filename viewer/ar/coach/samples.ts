/** Pictures before a camera, for tests. */
import type { Agreement, Corners, TrackResult } from '../engine';
import { squareToQuad } from '../math/homography';

export const FRAME = { width: 640, height: 480 };
export const SQUARE = { width: 100, height: 100 };
/** Pixels. */
const LENS = 0.785 * 640;

/** A square turned by so many degrees around its upright axis; `size` 1 is half the frame's width. */
export function turned(degrees: number, size = 1): Corners {
  const angle = (degrees * Math.PI) / 180;
  const at = (x: number, y: number) => {
    const scale = (size * LENS) / (LENS + x * Math.sin(angle));
    return { x: 320 + x * Math.cos(angle) * scale, y: 240 + y * scale };
  };
  return [at(-160, -160), at(160, -160), at(160, 160), at(-160, 160)];
}

export interface Seen extends Partial<Agreement> {
  degrees?: number;
  size?: number;
}

export function seen({ degrees = 0, size = 1, ...agreement }: Seen = {}): TrackResult {
  const corners = turned(degrees, size);
  const all = { patches: 100, agreeing: 90, correlation: 0.9, sharpness: 0.8, error: 0.2, ...agreement };
  return { targetId: 'a', corners, homography: squareToQuad(corners), confidence: 0.9, state: 'tracked', frameTime: 0, agreement: all };
}

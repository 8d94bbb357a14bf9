/** What to do about a picture that is not found, or not well, in the order of what helps most. */

export type Advice = 'aim' | 'light' | 'closer' | 'back' | 'flatter' | 'steady' | 'clear';

/** What can be known of how the picture lies and how well it is seen; zeros where nothing is. */
export interface Signs {
  /** Share of the last frames in which it was found. */
  foundShare: number;
  /** Of the picture as it was seen last: share of the frame's longer side, and degrees. */
  share: number;
  tilt: number;
  /** Mean grey level of the frame, 0..255. */
  light: number;
  /** As in `Agreement`. */
  patches: number;
  agreeing: number;
  sharpness: number;
}

/** Mean grey level below which a camera adds noise instead of light. */
const DARK = 40;
/** Shares of the frame's longer side that the picture is best between. */
const [FAR, NEAR] = [0.18, 1.1];
/** Degrees. */
const STEEP = 55;
const BLURRED = 0.35;
/** Share of the places in view that agree where nothing hides the picture. */
const CLEAR = 0.5;
/** Of the last frames, from which a picture is held to be there. */
const STEADILY = 0.3;

/** Where the picture is not found, what was seen last tells what was too much for it. Null: all is well. */
export function adviseOn({ share, tilt, light, sharpness, patches, agreeing, foundShare }: Signs): Advice | null {
  const isFound = foundShare > STEADILY;
  if (!isFound && light < DARK) return 'light';
  if (share > 0 && share < FAR) return 'closer';
  if (!isFound && share > NEAR) return 'back';
  if (tilt > STEEP) return 'flatter';
  if (patches > 0 && sharpness < BLURRED) return 'steady';
  if (patches > 0 && agreeing < CLEAR * patches) return 'clear';
  return isFound ? null : 'aim';
}

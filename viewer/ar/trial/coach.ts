/** What to do about it, in the order of what helps most. */
import type { Numbers } from './tally';

export type Advice = 'aim' | 'light' | 'closer' | 'back' | 'flatter' | 'steady' | 'clear' | 'good';

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

/** Where the picture is not found, what was seen last tells what was too much for it. */
export function adviseOn(numbers: Numbers): Advice {
  const { share, tilt, light, sharpness, patches, agreeing, foundShare } = numbers;
  const isFound = foundShare > STEADILY;
  if (!isFound && light < DARK) return 'light';
  if (share > 0 && share < FAR) return 'closer';
  if (!isFound && share > NEAR) return 'back';
  if (tilt > STEEP) return 'flatter';
  if (!isFound) return 'aim';
  if (patches > 0 && sharpness < BLURRED) return 'steady';
  return patches > 0 && agreeing < CLEAR * patches ? 'clear' : 'good';
}

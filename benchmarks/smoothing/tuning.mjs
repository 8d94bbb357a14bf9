/** One-euro's constants, chosen on the very frames that it is judged on: the best that it can do. */
import { oneEuroWithResets } from './candidates.mjs';
import { summed } from './judging.mjs';

const STILL = [0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 8];
const BETA = [0.007, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
const SLOPE = [1, 3, 10, 30];

/** Writes the constants of the smallest error in motion for each step of calm at rest. */
export function tuned(runs, engine, row, px) {
  const tries = STILL.flatMap((still) => BETA.flatMap((beta) => SLOPE.map((slope) => ({ still, beta, slope }))));
  const found = tries.map((constants) => ({ constants, ...summed(runs, oneEuroWithResets(constants)) }));
  found.sort((a, b) => a.rest - b.rest);
  let best = Infinity;
  row([engine, 'beta', 'slope', 'at rest', 'in motion', 'mean', '95 %', 'off the engine']);
  for (const { constants, rest, shake, mean, high, behind } of found) {
    if (mean >= best) continue;
    best = mean;
    row([...Object.values(constants), ...[rest, shake, mean, high, behind].map(px)]);
  }
}

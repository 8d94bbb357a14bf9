/** How calm and how near the truth a filter's corners are. */
import { farthest } from './candidates.mjs';

/** Pixels by which the engines say that they shake. */
const JITTER = { planar: 0.05, nft: 0.7 };
/** Frames after a find that are not judged: every filter begins with what was measured. */
const SETTLING = 3;
/** Pixels: an engine that is farther off is wrong, and no filter mends that. */
const WRONG = 20;

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const root = (values) => Math.sqrt(mean(values.map((value) => value * value)));
const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];
const points = (corners) => corners.map(([x, y]) => ({ x, y }));
const off = (shown, truth) => shown.map((p, i) => ({ x: p.x - truth[i].x, y: p.y - truth[i].y }));
const size = ({ x, y }) => Math.hypot(x, y);
const isRight = ({ raw, truth }) => raw !== null && farthest(points(raw), points(truth)) < WRONG;

/** Frames that are not judged since the engine found nothing, or something else. */
export function lost(runs) {
  return runs.flatMap((run) => run.frames).filter((frame) => !isRight(frame)).length;
}

/** Frame by frame: how far the shown corners are off, how much that changed, how far from the measured ones they are. */
function* played({ engine, rate, frames }, choose) {
  let [filter, errors, move, since, missed] = [null, null, null, 0, 0];
  for (const frame of frames) {
    if (frame.move !== move) [filter, move] = [null, frame.move];
    if (!isRight(frame)) {
      missed++;
      continue;
    }
    const raw = points(frame.raw);
    if (!filter || missed > 0) [filter, errors, since, missed] = [choose(JITTER[engine]), null, 0, 0];
    const shown = filter(raw, 1 / rate);
    const now = off(shown, points(frame.truth));
    const changes = errors ? now.map((p, i) => Math.hypot(p.x - errors[i].x, p.y - errors[i].y)) : [];
    errors = now;
    if (since++ >= SETTLING) yield { move, errors: now.map(size), changes, behind: farthest(raw, shown) };
  }
}

/** By move, pixels: `shake` from frame to frame (root mean square), distance from the truth, and from the measured. */
export function judged(run, choose) {
  const frames = [...played(run, choose)];
  const of = (move) => figures(frames.filter((frame) => frame.move === move));
  return Object.fromEntries([...new Set(frames.map(({ move }) => move))].map((move) => [move, of(move)]));
}

function figures(frames) {
  const errors = frames.flatMap((frame) => frame.errors);
  const changes = frames.flatMap((frame) => frame.changes);
  const behind = frames.map((frame) => frame.behind);
  return { shake: root(changes), mean: mean(errors), high: quantile(errors, 0.95), behind: Math.max(...behind) };
}

/** Over the runs of one engine: shaking of the still picture and of the moving ones, and distances in motion. */
export function summed(runs, choose) {
  const frames = runs.flatMap((run) => [...played(run, choose)]);
  const rest = figures(frames.filter(({ move }) => move === 'still'));
  const { shake, mean, high, behind } = figures(frames.filter(({ move }) => move !== 'still'));
  return { rest: rest.shake, shake, mean, high, behind };
}

/**
 * Filters to compare. Each is a function of what is known of an engine (its jitter, pixels) that gives a new filter: a
 * function of the measured corners and of the seconds since the last ones, that gives the corners to show.
 */

const between = (a, b, share) => ({ x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) });
const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
export const farthest = (a, b) => Math.max(...a.map((p, i) => distance(p, b[i])));

export const none = () => (raw) => raw;

/** The viewer's own, as it is built. */
export const viewers = ({ begin, follow }) => (jitter) => {
  let before = null;
  return (raw, seconds) => (before = before ? follow(before, raw, seconds, jitter) : begin(raw)).corners;
};

/** What the viewer did before: of a gap of g pixels min(0.75, (3 jitter / g)^2) stays, whatever the rate. */
export const former = (jitter) => {
  let shown = null;
  return (raw) => {
    const keep = shown ? Math.min(0.75, ((3 * jitter) / farthest(shown, raw)) ** 2) : 0;
    return (shown = raw.map((p, i) => (keep ? between(p, shown[i], keep) : p)));
  };
};

/** Share of the old value that a low pass of so many hertz keeps. */
const kept = (hertz, seconds) => 1 / (1 + 2 * Math.PI * hertz * seconds);

/**
 * The 1 EUR filter (Casiez, Roussel, Vogel, CHI 2012) on one corner: a low pass whose cut-off rises with the speed.
 * `still`: hertz at rest; `beta`: hertz for each px/s; `slope`: hertz of the low pass over the speed.
 */
function oneEuroCorner({ still, beta, slope }) {
  let [shown, last, speed] = [null, null, { x: 0, y: 0 }];
  const along = (axis, raw, seconds) => {
    speed[axis] += (1 - kept(slope, seconds)) * ((raw[axis] - last[axis]) / seconds - speed[axis]);
    return raw[axis] + kept(still + beta * Math.abs(speed[axis]), seconds) * (shown[axis] - raw[axis]);
  };
  return (raw, seconds) => {
    shown = shown ? { x: along('x', raw, seconds), y: along('y', raw, seconds) } : raw;
    last = raw;
    return shown;
  };
}

export const oneEuro = (constants) => () => {
  const corners = Array.from({ length: 4 }, () => oneEuroCorner(constants));
  return (raw, seconds) => raw.map((p, i) => corners[i](p, seconds));
};

/** The same begun anew where a corner is more than a tenth of the picture's side off. */
export const oneEuroWithResets = (constants) => (jitter) => {
  let filter = oneEuro(constants)(jitter);
  return (raw, seconds) => {
    const shown = filter(raw, seconds);
    if (farthest(raw, shown) < 0.1 * distance(raw[0], raw[1])) return shown;
    filter = oneEuro(constants)(jitter);
    return filter(raw, seconds);
  };
};

/** One-euro that is never farther from the measured corners than `reach` times the engine's jitter. */
export const oneEuroWithin = (constants, reach) => (jitter) => {
  const filter = oneEuro(constants)(jitter);
  return (raw, seconds) => {
    const shown = filter(raw, seconds);
    const share = Math.min(1, (reach * jitter) / farthest(raw, shown));
    return raw.map((p, i) => between(p, shown[i], share));
  };
};

/** The same rule with a memory in seconds and another reach. */
export const inSeconds = (memory, reach) => (jitter) => {
  let shown = null;
  return (raw, seconds) => {
    if (!shown) return (shown = raw);
    const keep = Math.min(Math.exp(-seconds / memory), ((reach * jitter) / farthest(shown, raw)) ** 2);
    return (shown = raw.map((p, i) => between(p, shown[i], keep)));
  };
};

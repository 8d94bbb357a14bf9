import { describe, expect, it } from 'vitest';
import type { Corners, TrackResult } from '../engine';
import { squareToQuad } from '../math/homography';
import { Steady, type Shown, type SteadyOptions } from './steady';

/** Milliseconds between two frames. */
const STEP = 33;
/** Pixels. */
const JITTER = 0.7;
const SCREEN = box(40, 100, 560);

function box(x: number, y: number, side: number): Corners {
  return [{ x, y }, { x: x + side, y }, { x: x + side, y: y + side }, { x, y: y + side }];
}

function at(x: number, targetId = 'm'): TrackResult {
  const corners = box(x, 100, 200);
  return { targetId, corners, homography: squareToQuad(corners), confidence: 1, state: 'found', frameTime: 0 };
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

/** One frame after the other, each drawn; what changed with which frame, and what was drawn then. */
class Film {
  readonly steady: Steady;
  readonly changes: string[] = [];
  readonly drawn: (Shown | null)[] = [];

  constructor(options: Partial<SteadyOptions> = {}) {
    this.steady = new Steady({ onLoss: () => 'pause', calm: false, ...options });
  }

  get time(): number {
    return this.drawn.length * STEP;
  }

  get last(): Shown | null {
    return this.drawn[this.drawn.length - 1] ?? null;
  }

  feed(...results: (TrackResult | null)[]): this {
    for (const result of results) {
      const change = this.steady.update(result && { ...result, frameTime: this.time }, this.time, JITTER);
      if (change) this.changes.push(`${this.drawn.length}: ${change.targetId} ${change.kind}`);
      this.drawn.push(this.steady.step(this.time, SCREEN));
    }
    return this;
  }
}

describe('a picture that comes', () => {
  it('is shown with its second good frame in a row', () => {
    expect(new Film().feed(null, at(0), null, at(0), at(0), at(0)).changes).toEqual(['4: m shown']);
  });

  it('is not drawn before it is sure', () => {
    expect(new Film().feed(at(0), null, null).drawn).toEqual([null, null, null]);
  });

  it('fades in within a fifth of a second', () => {
    const { drawn } = new Film().feed(...times(9, at(0)));
    const alphas = drawn.map((shown) => shown?.alpha ?? 0);
    expect(alphas).toEqual([...alphas].sort((a, b) => a - b));
    expect(alphas[2]).toBeLessThan(0.5);
    expect(alphas[8]).toBe(1);
  });
});

describe('a picture in view', () => {
  it('is smoothed in small motion and drawn at a new place at once', () => {
    const film = new Film().feed(...times(10, at(0)), at(1));
    expect(film.last!.corners[0].x).toBeCloseTo(1 - Math.exp(-STEP / 115), 6);
    expect(film.feed(at(90)).last!.corners[0].x).toBe(90);
  });

  it('is held through a short gap, and nothing is said', () => {
    const film = new Film().feed(...times(9, at(0)), ...times(7, null));
    expect(film.changes).toEqual(['1: m shown']);
    expect(film.last).toMatchObject({ alpha: 1, peeled: 0 });
    expect(film.feed(...times(3, at(0))).changes).toEqual(['1: m shown']);
  });

  it.each([15, 30, 60])('is given up 250 to 400 ms after it was seen last, at %i frames a second', (rate) => {
    const steady = new Steady({ onLoss: () => 'pause', calm: false });
    const frames = Array.from({ length: 2 * rate }, (_, i) => (1000 * i) / rate);
    const seen = frames.slice(0, rate);
    const lost = frames.find((time) => steady.update(seen.includes(time) ? at(0) : null, time, JITTER)?.kind === 'lost');
    const gap = lost! - seen[seen.length - 1]!;
    expect(gap).toBeGreaterThanOrEqual(250);
    expect(gap).toBeLessThanOrEqual(400);
  });
});

describe('a picture that is lost', () => {
  it('is told once and fades out where it was', () => {
    const film = new Film().feed(...times(10, at(50)), ...times(11, null));
    expect(film.changes).toEqual(['1: m shown', '19: m lost']);
    expect(film.last!.alpha).toBeLessThan(1);
    expect(film.last!.corners).toEqual(box(50, 100, 200));
    expect(film.feed(...times(6, null)).last).toBeNull();
    expect(film.steady.shows).toBe(false);
  });

  it('comes back from its fade without a blink', () => {
    const film = new Film().feed(...times(10, at(0)), ...times(12, null), at(0), at(0));
    const faded = film.last!.alpha;
    expect(faded).toBeGreaterThan(0);
    expect(film.feed(at(0)).last!.alpha).toBeGreaterThan(faded);
    expect(film.changes[film.changes.length - 1]).toBe('23: m shown');
  });
});

describe('a video that was given up and is wanted all the same', () => {
  it('comes up on the screen, and is given up again when its picture came and went', () => {
    const film = new Film().feed(...times(10, at(50)), ...times(30, null));
    expect(film.last).toBeNull();
    film.steady.lift();
    expect(film.feed(...times(10, null)).last).toMatchObject({ targetId: 'm', corners: SCREEN, peeled: 1, alpha: 1 });
    expect(film.feed(...times(20, at(80))).last).toMatchObject({ corners: box(80, 100, 200), peeled: 0 });
    expect(film.feed(...times(30, null)).last).toBeNull();
  });

  it('flies there while it still fades', () => {
    const film = new Film().feed(...times(10, at(50)), ...times(11, null));
    film.steady.lift();
    expect(film.feed(null).last!.peeled).toBeGreaterThan(0);
  });

  it('is nowhere before any was in view, and stays on its picture while that is', () => {
    const film = new Film();
    film.steady.lift();
    expect(film.feed(null, null).last).toBeNull();
    film.feed(...times(10, at(50)));
    film.steady.lift();
    expect(film.feed(...times(10, at(50))).last).toMatchObject({ peeled: 0 });
  });
});

describe('another picture', () => {
  const shown = new Film().feed(...times(10, at(0, 'a')), at(300, 'b'));

  it('is not believed in its first frame', () => {
    expect(shown.last).toMatchObject({ targetId: 'a', corners: box(0, 100, 200), alpha: 1 });
  });

  it('takes the place of the one that is shown with its second frame, and fades in where it lies', () => {
    shown.feed(at(300, 'b'));
    expect(shown.changes).toEqual(['1: a shown', '11: b shown']);
    expect(shown.last).toMatchObject({ targetId: 'b', corners: box(300, 100, 200) });
    expect(shown.last!.alpha).toBeLessThan(0.2);
  });

  it('that is seen now and then does not keep the first one from being given up', () => {
    const film = new Film().feed(...times(10, at(0, 'a')));
    for (let i = 0; i < 6; i++) film.feed(at(300, 'b'), null);
    expect(film.changes).toEqual(['1: a shown', '19: a lost']);
  });
});

describe('a video that peels', () => {
  const peel = { onLoss: () => 'peel' as const };

  it('goes to the screen after the hold, and stays there', () => {
    const film = new Film(peel).feed(...times(10, at(0)), ...times(60, null));
    expect(film.changes).toEqual(['1: m shown', '19: m lost']);
    expect(film.drawn[18]).toMatchObject({ corners: box(0, 100, 200), peeled: 0 });
    expect(film.drawn.slice(10).every((shown) => shown?.alpha === 1)).toBe(true);
    expect(film.last).toMatchObject({ corners: SCREEN, peeled: 1 });
  });

  it('comes back to the picture when that is found again', () => {
    const film = new Film(peel).feed(...times(10, at(0)), ...times(60, null), ...times(20, at(80)));
    expect(film.changes[film.changes.length - 1]).toBe('71: m shown');
    expect(film.last).toMatchObject({ corners: box(80, 100, 200), peeled: 0, alpha: 1 });
  });

  it('gives way to another picture that is found meanwhile', () => {
    const film = new Film(peel).feed(...times(10, at(0, 'a')), ...times(60, null), ...times(2, at(80, 'b')));
    expect(film.last).toMatchObject({ targetId: 'b', corners: box(80, 100, 200), peeled: 0 });
    expect(film.last!.alpha).toBeLessThan(0.2);
  });

  it('does so by the target that it belongs to', () => {
    const onLoss = (id: string) => (id === 'a' ? 'peel' : 'pause');
    const lost = (id: string) => new Film({ onLoss }).feed(...times(10, at(0, id)), ...times(60, null)).last;
    expect(lost('a')).toMatchObject({ peeled: 1 });
    expect(lost('b')).toBeNull();
  });

  it('is out of sight while it changes places for those who want no motion', () => {
    const film = new Film({ ...peel, calm: true }).feed(...times(10, at(0)), ...times(60, null), ...times(20, at(80)));
    const places = film.drawn.flatMap((shown) => (shown ? [shown.peeled] : []));
    expect(new Set(places)).toEqual(new Set([0, 1]));
    film.drawn.forEach((shown, i) => {
      const before = film.drawn[i - 1];
      if (shown && before && shown.peeled !== before.peeled) expect(Math.max(shown.alpha, before.alpha)).toBeLessThan(0.25);
    });
    expect(film.last).toMatchObject({ peeled: 0, alpha: 1 });
  });
});

describe('the frame around a picture', () => {
  it('shows when the picture is found and goes within a second, while the video stays', () => {
    const { drawn } = new Film().feed(...times(40, at(0)));
    const outlines = drawn.map((shown) => shown?.outline ?? 0);
    const most = Math.max(...outlines);
    expect(most).toBeGreaterThan(0.9);
    expect(outlines.slice(Math.ceil(1000 / STEP)).every((outline) => outline === 0)).toBe(true);
    expect(drawn[39]!.alpha).toBe(1);
  });

  it('is not seen around a video on the screen, and is seen again when that comes back', () => {
    const film = new Film({ onLoss: () => 'peel' }).feed(...times(40, at(0)), ...times(30, null));
    expect(film.last).toMatchObject({ peeled: 1, outline: 0 });
    film.feed(...times(14, at(0)));
    expect(film.last!.outline).toBeGreaterThan(0.5);
  });
});

describe('frames of other sides', () => {
  const [FINE, COARSE] = [{ width: 640, height: 360 }, { width: 480, height: 270 }];

  it('leave the video where it is when they are only coarser', () => {
    const film = new Film().feed(...times(10, at(40)));
    expect(film.steady.resize(FINE, COARSE)).toBeNull();
    expect(film.steady.shows).toBe(true);
    const [corner] = film.steady.step(film.time, SCREEN)!.corners;
    expect(corner).toEqual({ x: 30, y: 75 });
  });

  it('leave a flying video on its way', () => {
    const film = new Film({ onLoss: () => 'peel' }).feed(...times(10, at(40)), ...times(15, null));
    const { corners, peeled } = film.last!;
    expect(peeled).toBeGreaterThan(0.2);
    expect(peeled).toBeLessThan(0.9);
    film.steady.resize(FINE, COARSE);
    const screen = SCREEN.map(({ x, y }) => ({ x: 0.75 * x, y: 0.75 * y })) as unknown as Corners;
    film.steady.step(film.time - STEP, screen)!.corners.forEach(({ x, y }, i) => {
      expect(x).toBeCloseTo(0.75 * corners[i]!.x, 6);
      expect(y).toBeCloseTo(0.75 * corners[i]!.y, 6);
    });
  });

  it('take a video off the picture when the camera was turned', () => {
    const film = new Film().feed(...times(10, at(40)));
    expect(film.steady.resize(FINE, { width: 360, height: 640 })).toEqual({ kind: 'lost', targetId: 'm' });
    expect(film.steady.shows).toBe(false);
  });
});

describe('where the picture was means nothing any more', () => {
  it('and what lay on it goes at once', () => {
    const film = new Film().feed(...times(10, at(0)));
    expect(film.steady.drop()).toEqual({ kind: 'lost', targetId: 'm' });
    expect(film.feed(null).last).toBeNull();
    expect(film.steady.drop()).toBeNull();
  });

  it('and a video that peels comes up on the screen', () => {
    const film = new Film({ onLoss: () => 'peel' }).feed(...times(10, at(0)));
    film.steady.drop();
    expect(film.feed(null).last).toMatchObject({ corners: SCREEN, peeled: 1 });
    expect(film.feed(...times(8, null)).last!.alpha).toBe(1);
  });

  it('and a video on the screen stays there', () => {
    const film = new Film({ onLoss: () => 'peel' }).feed(...times(10, at(0)), ...times(40, null));
    film.steady.drop();
    expect(film.feed(null).last).toMatchObject({ corners: SCREEN, peeled: 1, alpha: 1 });
  });
});

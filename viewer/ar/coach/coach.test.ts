import { describe, expect, it } from 'vitest';
import type { TrackResult } from '../engine';
import { Coach } from './coach';
import { FRAME, seen, SQUARE } from './samples';

/** Milliseconds between two frames. */
const STEP = 50;

/** What a visitor sees: results for so many seconds each, in so much light. */
type Scene = { seconds: number; result?: TrackResult | null | ((frame: number) => TrackResult | null); light?: number; pause?: number };

/** Each word with the seconds from which it stood there, '' when nothing did. */
function told(...scenes: Scene[]): [number, string][] {
  const coach = new Coach(() => SQUARE);
  const words: [number, string][] = [];
  let time = 7000;
  for (const { seconds, result = null, light = 120, pause = 0 } of scenes) {
    time += 1000 * pause;
    for (let i = 0; i < (1000 * seconds) / STEP; i++, time += STEP) {
      const now = typeof result === 'function' ? result(i) : result;
      const word = coach.see({ result: now, light, frame: FRAME, time }) ?? '';
      if (word !== (words.slice(-1)[0]?.[1] ?? '')) words.push([(time - 7000) / 1000, word]);
    }
  }
  return words;
}

describe('Coach', () => {
  it('is silent while the picture is found well', () => {
    expect(told({ seconds: 20, result: seen() })).toEqual([]);
  });

  it('is silent about what is not ideal while the picture is found all the same', () => {
    expect(told({ seconds: 20, result: seen({ size: 0.2, sharpness: 0.2 }), light: 20 })).toEqual([]);
  });

  it('says how to aim when nothing was found for nine seconds', () => {
    expect(told({ seconds: 20 })).toEqual([[9, 'aim']]);
  });

  it('says that it is dark after a second of it, found or never found', () => {
    expect(told({ seconds: 5, light: 20 })).toEqual([[1, 'light']]);
  });

  it('says nothing of a dark moment', () => {
    expect(told({ seconds: 0.8, light: 20 }, { seconds: 5 })).toEqual([]);
  });

  it.each([
    ['closer', seen({ size: 0.3 })],
    ['back', seen({ size: 2.5 })],
    ['flatter', seen({ degrees: 65 })],
    ['steady', seen({ sharpness: 0.1 })],
    ['clear', seen({ agreeing: 20 })],
  ])('says %s when that was seen before the picture was lost', (word, result) => {
    const [first] = told({ seconds: 3, result }, { seconds: 4 });
    expect(first![1]).toBe(word);
    expect(first![0]).toBeGreaterThan(3.9);
    expect(first![0]).toBeLessThan(5.2);
  });

  it('says closer while a small picture is found now and then only', () => {
    const flicker = (frame: number): TrackResult | null => (frame % 3 ? null : seen({ size: 0.3 }));
    expect(told({ seconds: 6, result: flicker })).toEqual([[expect.any(Number), 'closer']]);
  });

  it('does not advise on what was seen long ago', () => {
    const words = told({ seconds: 3, result: seen({ size: 0.3 }) }, { seconds: 14 });
    expect(words.map(([, word]) => word)).toEqual(['closer', '', 'aim']);
    expect(words[1]![0]).toBeCloseTo(9, 0);
  });

  it('lets a word stay long enough to be read, and takes it back when it has helped', () => {
    const words = told({ seconds: 1.2, light: 20 }, { seconds: 8, result: seen() });
    expect(words).toEqual([[1, 'light'], [2.5, '']]);
  });

  it('goes from one word to another without silence between', () => {
    const words = told({ seconds: 4, light: 20 }, { seconds: 8 });
    expect(words).toEqual([[1, 'light'], [4, ''], [9, 'aim']]);
    expect(told({ seconds: 10 }, { seconds: 3, light: 20 })).toEqual([[9, 'aim'], [11, 'light']]);
  });

  it('begins anew when the camera was away', () => {
    expect(told({ seconds: 8 }, { pause: 60, seconds: 8 })).toEqual([]);
    expect(told({ seconds: 12 }, { pause: 60, seconds: 8 }).map(([, word]) => word)).toEqual(['aim', '']);
  });
});

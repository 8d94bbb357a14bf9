/** `?source=seq`: what the engine found in each frame, for whoever compares it with the truth. */
import type { TrackResult } from './engine';

interface Measured {
  frame: number;
  found: boolean;
  /** TL TR BR BL in pixels of the processed frame. */
  corners: [number, number][] | null;
  ms: number;
}

declare global {
  interface Window {
    __argument?: { results: Measured[]; done: boolean; error?: string };
  }
}

/** Creates `window.__argument`, which exists in this mode only. */
export function openRecord(): { add: (result: TrackResult | null, ms: number) => void; finish: (error?: string) => void } {
  const record: NonNullable<Window['__argument']> = { results: [], done: false };
  window.__argument = record;
  return {
    add(result, ms) {
      const corners = result?.corners.map((p): [number, number] => [p.x, p.y]) ?? null;
      record.results.push({ frame: record.results.length, found: result !== null, corners, ms });
    },
    finish(error) {
      if (error) record.error = error;
      record.done = true;
    },
  };
}

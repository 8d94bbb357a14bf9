/** `?source=seq`: what the engine found in each frame, for whoever compares it with the truth. */
import type { TrackResult } from './engine';

interface Measured {
  frame: number;
  found: boolean;
  /** TL TR BR BL in pixels of the processed frame. */
  corners: [number, number][] | null;
  /** As the engine gave it, 0 when nothing was found. */
  confidence: number;
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
      const confidence = result?.confidence ?? 0;
      record.results.push({ frame: record.results.length, found: result !== null, corners, confidence, ms });
    },
    finish(error) {
      if (error) record.error = error;
      record.done = true;
    },
  };
}

/** What the viewer and the tracker's worker say to each other. Buffers change hands. */
import type { Agreement, Corners, PixelFormat } from '../engine';

export interface InitMessage {
  type: 'init';
  /** The core, a WebAssembly module. */
  core: ArrayBuffer;
  /** Target files. */
  targets: ArrayBuffer[];
  width: number;
  height: number;
}

export interface FrameMessage {
  type: 'frame';
  format: PixelFormat;
  pixels: ArrayBuffer;
  /** Milliseconds, rising. */
  time: number;
}

export type ToWorker = InitMessage | FrameMessage | { type: 'forget' };

export interface Finding {
  /** Index of the target in `InitMessage.targets`. */
  target: number;
  confidence: number;
  corners: Corners;
  homography: Float64Array;
  state: 'found' | 'tracked';
  agreement: Agreement;
}

export interface ResultMessage {
  type: 'result';
  finding: Finding | null;
  /** The frame's buffer, back again. */
  pixels: ArrayBuffer;
}

export type FromWorker = { type: 'ready' } | ResultMessage;
export type Posted = FromWorker | { type: 'failed'; message: string };

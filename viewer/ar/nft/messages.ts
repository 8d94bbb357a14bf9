/** What the viewer and the engine's worker say to each other. Buffers change hands. */
import type { Corners } from '../engine';

export interface InitMessage {
  type: 'init';
  /** Folder of the engine's files, ending in a slash. */
  engineUrl: string;
  width: number;
  height: number;
  /** Of each target, by ending: .iset .fset .fset3 */
  targets: Record<string, ArrayBuffer>[];
}

export interface FrameMessage {
  type: 'frame';
  /** RGBA, rows from the top. */
  pixels: ArrayBuffer;
}

export type ToWorker = InitMessage | FrameMessage;

export interface ResultMessage {
  type: 'result';
  /** Index of the target in `InitMessage.targets`. */
  target: number;
  corners: Corners | null;
  /** The engine's own reprojection error; the lower the better. */
  error: number;
}

export type FromWorker = { type: 'ready' } | ResultMessage;
export type Posted = FromWorker | { type: 'failed'; message: string };

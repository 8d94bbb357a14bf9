/** The seam between the viewer and a tracking engine. Smoothing, holding and drawing belong to the viewer. */
import type { EngineFiles } from '../shared/api';

/** Pixels of the processed camera frame: x to the right, y down. */
export interface Point {
  x: number;
  y: number;
}

/** TL TR BR BL of the picture, wherever it lies in the frame. */
export type Corners = readonly [Point, Point, Point, Point];

export interface TrackTarget {
  id: string;
  /** Pixels of the picture; only their ratio matters to an engine. */
  width: number;
  height: number;
  imageUrl: string;
  files?: EngineFiles;
}

export interface TrackResult {
  targetId: string;
  corners: Corners;
  /** Row-major 3x3 from the picture's unit square (y down) to frame pixels. */
  homography: Float64Array;
  /** 0..1, the engine's own measure. */
  confidence: number;
  state: 'found' | 'tracked';
  /** The time given to `process`. */
  frameTime: number;
}

export interface EngineOptions {
  /** Pixels of the frames that will be given to `process`. */
  width: number;
  height: number;
  targets: TrackTarget[];
  signal?: AbortSignal;
  /** Share of the loading that is done, 0..1. */
  onProgress?: (share: number) => void;
}

export interface TrackEngine {
  readonly name: string;
  init(options: EngineOptions): Promise<void>;
  /** At most one frame is in flight. The pixel buffer is handed over and must not be used again. */
  process(frame: ImageData, time: number): Promise<TrackResult | null>;
  pause(): void;
  dispose(): void;
}

type EngineFactory = () => Promise<TrackEngine>;

/** In order of preference. A link names the engines whose files it has; `?engine=` overrides the order. */
const ENGINES: Record<string, EngineFactory> = {
  nft: async () => new (await import('./nft/engine')).NftEngine(),
};

/** The engine asked for, else the first that the link has files for; null when there is none. */
export function chooseEngine(asked: string | null, files: Record<string, unknown>): string | null {
  if (asked !== null && asked in ENGINES && files[asked]) return asked;
  return Object.keys(ENGINES).find((name) => files[name]) ?? null;
}

/** Throws when the name is not one that `chooseEngine` gave. */
export function createEngine(name: string): Promise<TrackEngine> {
  const factory = ENGINES[name];
  if (!factory) throw new Error(`unknown engine ${name}`);
  return factory();
}

/** The seam between the viewer and a tracking engine. Smoothing, holding and drawing belong to the viewer. */
import type { EngineFiles, Target } from '../shared/api';

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
  files: EngineFiles;
}

/** What an engine can tell of how well a frame agrees with the picture. */
export interface Agreement {
  /** Places of the picture that are in view, and those of them that agree. */
  patches: number;
  agreeing: number;
  /** Mean of the agreeing ones, -1..1. */
  correlation: number;
  /** What the frame shows of the picture's details, 0 blurred .. 1. */
  sharpness: number;
  /** Mean distance of the agreeing places from where the corners say they are, pixels of the frame. */
  error: number;
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
  agreement?: Agreement;
}

export type PixelFormat = 'grey' | 'rgba';

/** A frame as engines take it: rows from the top, tightly packed. */
export interface Pixels {
  format: PixelFormat;
  width: number;
  height: number;
  /** Handed over to the engine; one that has no more need of the buffer puts it back here. */
  data: Uint8Array<ArrayBuffer>;
}

export interface EngineOptions {
  /** Pixels of the frames that will be given to `process`. */
  width: number;
  height: number;
  targets: TrackTarget[];
  /** Aborted: it is to be disposed of, whether it is there yet or not. */
  signal?: AbortSignal;
  /** Share of the loading that is done, 0..1. */
  onProgress?: (share: number) => void;
}

export interface TrackEngine {
  readonly name: string;
  /** Whether `process` takes grey frames besides RGBA. */
  readonly takesGrey: boolean;
  /** Pixels by which its corners shake over a picture at rest: the viewer smooths as much as that wants. */
  readonly jitter: number;
  init(options: EngineOptions): Promise<void>;
  /** At most one frame is in flight. Rejects when the engine fails or is disposed of. */
  process(frame: Pixels, time: number): Promise<TrackResult | null>;
  /** The camera looks elsewhere from now on: where the picture was means nothing any more. */
  pause(): void;
  dispose(): void;
}

type EngineFactory = () => Promise<TrackEngine>;

/** In order of preference. A link names the engines whose files it has; `?engine=` overrides the order. */
const ENGINES: Record<string, EngineFactory> = {
  planar: async () => new (await import('./planar/engine')).PlanarEngine(),
  nft: async () => new (await import('./nft/engine')).NftEngine(),
};

/** The engine asked for, else the one that can look for most of the pictures; null when none can for any. */
export function chooseEngine(asked: string | null, targets: readonly Target[]): string | null {
  const known = (name: string): number => targets.filter(({ marker }) => marker.engines[name]).length;
  if (asked !== null && asked in ENGINES && known(asked) > 0) return asked;
  const [best] = Object.keys(ENGINES).sort((a, b) => known(b) - known(a));
  return best !== undefined && known(best) > 0 ? best : null;
}

/** Throws when the name is not one that `chooseEngine` gave. */
export function createEngine(name: string): Promise<TrackEngine> {
  const factory = ENGINES[name];
  if (!factory) throw new Error(`unknown engine ${name}`);
  return factory();
}

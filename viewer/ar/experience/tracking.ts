/** Frames into an engine, one at a time; frames of another size want another engine. */
import type { Target } from '../../shared/api';
import type { HeldFrame } from '../camera/held';
import { brightness } from '../camera/luma';
import type { Pace } from '../camera/pace';
import { FrameReader, processingSize, type Size } from '../camera/reader';
import type { TrackEngine, TrackResult } from '../engine';
import { EngineStart } from '../engine-start';

/** One frame that the engine looked at. */
export interface Look {
  result: TrackResult | null;
  /** Milliseconds that it took. */
  ms: number;
  /** Pixels of the frame that was looked at. */
  frame: Size;
  /** Mean of its grey levels, 0..255. */
  light: number;
}

export interface TrackingParts {
  targets: Target[];
  engine: string;
  /** An engine that was started for a likely frame size. */
  warm: EngineStart | null;
  /** The frames that the engine looks at have another size from now on. */
  onSize(before: Size, after: Size): void;
  /** Share of the loading that is done, 0..1. */
  onLoading(share: number): void;
  onReady(): void;
  /** `jitter` is the engine's. */
  onLook(held: HeldFrame, look: Look, jitter: number): void;
  onFailure(reason: unknown): void;
  /** Makes frames smaller for a device that does not keep up; null where the size is not to change. */
  pace: Pace | null;
}

export class Tracking {
  /** Of the frames that the engine looks at. */
  size: Size = { width: 0, height: 0 };
  /** What they are to have as soon as there is an engine for it. */
  private wanted: Size = this.size;
  /** Whether an engine is there that looks at frames. */
  ready = false;
  private readonly reader = new FrameReader();
  private engine: TrackEngine | null = null;
  /** The engine to come. */
  private starting: EngineStart | null;
  private busy = false;
  private closed = false;

  constructor(private readonly parts: TrackingParts) {
    this.starting = parts.warm;
  }

  /** Starts an engine for frames like this one unless it is there; resolves when it is. */
  async suit(held: HeldFrame): Promise<void> {
    const size = processingSize(held.frame, this.parts.pace?.longSide);
    if (isSame(size, this.wanted)) return;
    this.wanted = size;
    // Where frames only become smaller, the engine at hand goes on until the other one is there.
    if (!this.engine || !isSameShape(size, this.size)) this.retire(size);
    await this.startEngine(size);
  }

  /** Lets the engine look at the frame unless it is at another one, and releases it. */
  take(held: HeldFrame): void {
    if (!this.ready || this.busy || this.closed) held.release();
    else void this.look(held, this.engine!);
  }

  /** The picture will be somewhere else when the page comes back. */
  forget(): void {
    this.engine?.pause();
  }

  close(): void {
    this.closed = true;
    this.starting?.cancel();
    this.engine?.dispose();
  }

  private async look(held: HeldFrame, engine: TrackEngine): Promise<void> {
    this.busy = true;
    // An engine that another took the place of ends what it was doing.
    const isOver = (): boolean => engine !== this.engine || this.closed;
    try {
      const look = await this.measure(held, engine);
      if (isOver()) return;
      this.parts.onLook(held, look, engine.jitter);
      this.parts.pace?.took(look.ms);
    } catch (reason) {
      if (!isOver()) this.parts.onFailure(reason);
    } finally {
      this.busy = false;
      held.release();
    }
  }

  private async measure({ frame }: HeldFrame, engine: TrackEngine): Promise<Look> {
    const { size, reader } = this;
    const start = performance.now();
    const pixels = await reader.read(frame, engine.takesGrey, Math.max(size.width, size.height));
    const light = brightness(pixels);
    const result = await engine.process(pixels, frame.time);
    return { result, ms: performance.now() - start, light, frame: size };
  }

  private async startEngine(size: Size): Promise<void> {
    const { engine: name, targets, onLoading, onReady, onFailure } = this.parts;
    const before = this.starting;
    const start = before?.suits(name, size) ? before : new EngineStart(name, targets, size);
    if (start !== before) before?.cancel();
    this.starting = start;
    if (!this.engine) start.follow(onLoading);
    // The camera may have turned in the meantime.
    const isOver = (): boolean => start !== this.starting || this.closed;
    const engine = await start.ready.catch((reason: unknown) => {
      if (!isOver()) onFailure(reason);
    });
    if (!engine || isOver()) return;
    const isFirst = !this.engine;
    this.retire(size);
    this.starting = null;
    this.engine = engine;
    this.ready = true;
    if (isFirst) onReady();
  }

  private retire(size: Size): void {
    this.ready = false;
    this.engine?.dispose();
    this.engine = null;
    const before = this.size;
    this.size = size;
    if (!isSame(before, size)) this.parts.onSize(before, size);
  }
}

function isSame(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

/** Sides are whole and even: two pixels more or less are the same shape. */
function isSameShape(a: Size, b: Size): boolean {
  return Math.abs(a.width * b.height - b.width * a.height) <= 2 * Math.max(a.width, a.height, b.width, b.height);
}

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
  /** Share of the loading that is done, 0..1. */
  onLoading(share: number): void;
  onReady(): void;
  /** `jitter` is the engine's. */
  onLook(held: HeldFrame, look: Look, jitter: number): void;
  onFailure(): void;
  /** Makes frames smaller for a device that does not keep up; null where the size is not to change. */
  pace: Pace | null;
}

export class Tracking {
  /** Of the frames that the engine looks at. */
  size: Size = { width: 0, height: 0 };
  /** Whether an engine is there that looks at frames. */
  ready = false;
  private readonly reader = new FrameReader();
  private engine: TrackEngine | null = null;
  private warm: EngineStart | null;
  private busy = false;
  private closed = false;

  constructor(private readonly parts: TrackingParts) {
    this.warm = parts.warm;
  }

  /** Starts an engine for frames like this one unless it is there; resolves when it is. */
  async suit(held: HeldFrame): Promise<void> {
    const size = processingSize(held.frame, this.parts.pace?.longSide);
    if (size.width !== this.size.width || size.height !== this.size.height) await this.startEngine(size);
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
    this.engine?.dispose();
  }

  private async look(held: HeldFrame, engine: TrackEngine): Promise<void> {
    this.busy = true;
    const start = performance.now();
    try {
      const pixels = await this.reader.read(held.frame, engine.takesGrey, Math.max(this.size.width, this.size.height));
      const light = brightness(pixels);
      const result = await engine.process(pixels, held.frame.time);
      const ms = performance.now() - start;
      if (engine !== this.engine || this.closed) return;
      this.parts.onLook(held, { result, ms, light, frame: this.size }, engine.jitter);
      this.parts.pace?.took(ms);
    } catch {
      // An engine that another took the place of ends what it was doing.
      if (engine === this.engine && !this.closed) this.parts.onFailure();
    } finally {
      this.busy = false;
      held.release();
    }
  }

  private async startEngine(size: Size): Promise<void> {
    const { engine, targets, onLoading, onReady, onFailure } = this.parts;
    this.size = size;
    this.ready = false;
    this.engine?.dispose();
    this.engine = null;
    const start = this.warm?.suits(engine, size) ? this.warm : new EngineStart(engine, targets, size);
    if (start !== this.warm) this.warm?.cancel();
    this.warm = null;
    start.follow(onLoading);
    try {
      this.engine = await start.ready;
    } catch {
      if (!this.closed) onFailure();
      return;
    }
    // The camera may have turned in the meantime.
    if (size !== this.size || this.closed) return start.cancel();
    this.ready = true;
    onReady();
  }
}

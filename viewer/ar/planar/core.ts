/** Drives the tracking core (viewer/core); its interface is described in docs/tracking.md. */
import type { Agreement, Corners, PixelFormat } from '../engine';
import type { Finding } from './messages';

/** What tracker.wasm exports. Pointers are offsets into its memory, which never grows. */
export interface CoreExports {
  memory: { buffer: ArrayBuffer };
  frame(): number;
  resize(width: number, height: number): number;
  upload(): number;
  load(bytes: number): number;
  process(format: number, milliseconds: number): number;
  result(): number;
  forget(): void;
  /** Searches and tracks in a drawn frame, and forgets it. */
  rehearse(): number;
}

const FORMATS: Record<PixelFormat, number> = { grey: 0, rgba: 1 };
const STATES = [null, 'found', 'tracked'] as const;
/** Bytes that a target file has at most, and numbers in a result. */
const TARGET_BYTES = 61440;
const RESULT_LENGTH = 32;
/** By minus the number that `load` gives. */
const REFUSALS = ['', 'is no target', 'is of a newer version', 'is cut off', 'is damaged', 'has no room beside the others'];

export class Core {
  private readonly input: Uint8Array;
  private readonly output: Float64Array;
  /** Index of a target by its slot. */
  private readonly slots = new Map<number, number>();

  /** Throws when frames of this size are too large or too small for it. */
  constructor(private readonly core: CoreExports, width: number, height: number) {
    if (core.resize(width, height) !== 0) throw new Error(`frames of ${width} x ${height} cannot be tracked in`);
    this.input = new Uint8Array(core.memory.buffer, core.frame(), 4 * width * height);
    this.output = new Float64Array(core.memory.buffer, core.result(), RESULT_LENGTH);
  }

  /** Loads a target file; its findings bear this index. Throws when the core refuses it. */
  load(file: Uint8Array, index: number): void {
    if (file.length > TARGET_BYTES) throw new Error('the target file is too long');
    new Uint8Array(this.core.memory.buffer, this.core.upload(), file.length).set(file);
    const slot = this.core.load(file.length);
    if (slot < 0) throw new Error(`the target file ${REFUSALS[-slot] ?? 'was refused'}`);
    this.slots.set(slot, index);
  }

  /** The first calls of a new module are slow; better now than while somebody waits for the picture. */
  warmUp(): void {
    this.core.rehearse();
  }

  /** `time` in milliseconds, rising. */
  process(pixels: Uint8Array, format: PixelFormat, time: number): Finding | null {
    this.input.set(pixels);
    const state = STATES[this.core.process(FORMATS[format], time)];
    return state ? this.finding(state) : null;
  }

  /** Where the picture was means nothing any more. */
  forget(): void {
    this.core.forget();
  }

  private agreement(): Agreement {
    const [patches, agreeing, correlation] = this.output.subarray(19, 22);
    return { patches: patches!, agreeing: agreeing!, correlation: correlation!, sharpness: this.output[23]!, error: this.output[26]! };
  }

  private finding(state: Finding['state']): Finding {
    const { output } = this;
    const corner = (i: number) => ({ x: output[2 + 2 * i]!, y: output[3 + 2 * i]! });
    const corners: Corners = [corner(0), corner(1), corner(2), corner(3)];
    const target = this.slots.get(output[0]!) ?? 0;
    return { target, confidence: output[1]!, corners, homography: output.slice(10, 19), state, agreement: this.agreement() };
  }
}

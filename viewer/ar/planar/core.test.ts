import { describe, expect, it } from 'vitest';
import { Core, type CoreExports } from './core';

const SIZE = 64;
const [FRAME, UPLOAD, RESULT] = [1024, 32768, 98304];

/** A core that keeps what it is told, and answers what the test wants. */
class Exports implements CoreExports {
  readonly memory = { buffer: new ArrayBuffer(131072) };
  readonly told: string[] = [];
  slots: number[] = [];
  state = 0;

  frame = () => FRAME;
  upload = () => UPLOAD;
  result = () => RESULT;
  resize = (width: number, height: number) => (width >= SIZE && height >= SIZE ? 0 : -1);
  load = (bytes: number) => {
    this.told.push(`load ${bytes} ${this.bytes(UPLOAD, bytes)}`);
    return this.slots.shift() ?? -1;
  };
  process = (format: number, milliseconds: number) => {
    this.told.push(`process ${format} ${milliseconds} ${this.bytes(FRAME, 3)}`);
    return this.state;
  };
  forget = () => void this.told.push('forget');
  rehearse = () => this.told.push('rehearse');

  answer(state: number, numbers: number[]): void {
    this.state = state;
    new Float64Array(this.memory.buffer, RESULT, 32).set(numbers);
  }

  private bytes(at: number, count: number): string {
    return new Uint8Array(this.memory.buffer, at, count).join();
  }
}

const RESULTS = [7, 0.8, 10, 11, 20, 12, 21, 30, 9, 31, 1, 2, 3, 4, 5, 6, 7, 8, 9, 120, 110, 0.9, 1, 0.7, 1, 0, 0.2];

describe('Core', () => {
  it('gives the frame, its format and its time, and reads the result', () => {
    const exports = new Exports();
    exports.slots = [4, 7];
    const core = new Core(exports, SIZE, SIZE);
    core.load(Uint8Array.of(1, 2), 1);
    core.load(Uint8Array.of(3), 3);
    exports.answer(2, RESULTS);
    expect(core.process(Uint8Array.of(9, 8, 7), 'rgba', 40)).toEqual({
      target: 3,
      confidence: 0.8,
      corners: [{ x: 10, y: 11 }, { x: 20, y: 12 }, { x: 21, y: 30 }, { x: 9, y: 31 }],
      homography: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
      state: 'tracked',
      agreement: { patches: 120, agreeing: 110, correlation: 0.9, sharpness: 0.7, error: 0.2 },
    });
    expect(exports.told).toEqual(['load 2 1,2', 'load 1 3', 'process 1 40 9,8,7']);
  });

  it('keeps no result alive in the memory of the core', () => {
    const exports = new Exports();
    const core = new Core(exports, SIZE, SIZE);
    exports.answer(1, RESULTS);
    const found = core.process(new Uint8Array(3), 'grey', 0);
    exports.answer(1, RESULTS.map(() => 0));
    expect([found?.state, found?.homography[8]]).toEqual(['found', 9]);
  });

  it('says nothing where nothing was found', () => {
    expect(new Core(new Exports(), SIZE, SIZE).process(new Uint8Array(3), 'grey', 0)).toBeNull();
  });

  it('says why it has no use for a target or a size of frames', () => {
    const exports = new Exports();
    exports.slots = [-2, -4];
    expect(() => new Core(exports, SIZE - 1, SIZE)).toThrow('63 x 64');
    const core = new Core(exports, SIZE, SIZE);
    expect(() => core.load(Uint8Array.of(1), 0)).toThrow('newer version');
    expect(() => core.load(Uint8Array.of(1), 0)).toThrow('damaged');
    expect(() => core.load(new Uint8Array(70_000), 0)).toThrow('too long');
  });

  it('warms up by what the core has for that', () => {
    const exports = new Exports();
    new Core(exports, SIZE, SIZE).warmUp();
    expect(exports.told).toEqual(['rehearse']);
  });
});

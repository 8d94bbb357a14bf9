/** The tracking core, tracker.wasm, as the browser and node drive it alike. Corners count from the edge of the frame. */

export const GREY = 0;
export const RGBA = 1;

/** Where the parts of an answer lie among its 32 numbers. */
const CONFIDENCE = 1;
const CORNERS = 2;

export class Core {
  /** Throws when the core refuses the target or the size. */
  constructor(module, target, { width, height }) {
    this.exports = new WebAssembly.Instance(module, {}).exports;
    if (this.exports.resize(width, height) !== 0) throw new Error(`no frames of ${width} x ${height}`);
    this.pixels = width * height;
    this.upload(target);
  }

  upload(target) {
    this.bytes(this.exports.upload(), target.length).set(target);
    const slot = this.exports.load(target.length);
    if (slot < 0) throw new Error(`the target was refused: ${slot}`);
  }

  /** V8 compiles what it sees being used; a blank frame shows it the way once. */
  warmUp() {
    this.process(new Uint8Array(4 * this.pixels).fill(128), RGBA, -1000);
    this.exports.forget();
  }

  /** 0 nothing, 1 found, 2 tracked. `time` in ms, rising. */
  process(pixels, format, time) {
    this.bytes(this.exports.frame(), pixels.length).set(pixels);
    return this.exports.process(format, time);
  }

  /** All 32 numbers of the last answer. */
  result() {
    return new Float64Array(this.exports.memory.buffer, this.exports.result(), 32);
  }

  corners() {
    const numbers = this.result().subarray(CORNERS, CORNERS + 8);
    return [0, 2, 4, 6].map((i) => [numbers[i], numbers[i + 1]]);
  }

  confidence() {
    return this.result()[CONFIDENCE];
  }

  bytes(start, length) {
    return new Uint8Array(this.exports.memory.buffer, start, length);
  }
}

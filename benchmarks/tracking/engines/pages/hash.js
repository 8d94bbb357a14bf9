/**
 * All numbers that the core answers to raw frames, as one SHA-256: whether two hosts agree to the last bit.
 * For each frame: state (0 nothing, 1 found, 2 tracked), confidence, corners, homography; float64, little-endian.
 */

const STATES = { found: 1, tracked: 2 };
const NUMBERS = 19;
const MS_PER_FRAME = 1000 / 30;

/** `frames` are RGBA, one after the other. */
export async function hashOf(Core, { wasm, target, frames, width, height }) {
  const { instance } = await WebAssembly.instantiate(wasm);
  const core = new Core(instance.exports, width, height);
  core.load(target);
  const size = 4 * width * height;
  const numbers = new DataView(new ArrayBuffer((8 * NUMBERS * frames.length) / size));
  let found = 0;
  for (let i = 0; i < frames.length / size; i++) {
    const finding = core.process(frames.subarray(i * size, (i + 1) * size), 'rgba', i * MS_PER_FRAME);
    if (!finding) continue;
    found++;
    const { state, confidence, corners, homography } = finding;
    const answer = [STATES[state], confidence, ...corners.flatMap(({ x, y }) => [x, y]), ...homography];
    answer.forEach((value, j) => numbers.setFloat64(8 * (NUMBERS * i + j), value, true));
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', numbers));
  return { hash: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''), found };
}

/** The same as a job of the bench; wasm, target and frames are addresses. */
export async function run({ wasm, target, frames, width, height }) {
  const { Core } = await import('/viewer/ar/planar/core');
  const load = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());
  const files = { wasm: await load(wasm), target: await load(target), frames: await load(frames) };
  return hashOf(Core, { ...files, width, height });
}

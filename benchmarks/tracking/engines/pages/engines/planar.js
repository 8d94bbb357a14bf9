/** The `planar` engine: the project's own core, driven by the product's own module. */
import { Core } from '/viewer/ar/planar/core';

async function bytes(url) {
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

/** config: wasm and targets, addresses; the first target is the one that is looked for. */
export async function open({ wasm, targets }, { width, height }) {
  const [{ instance }, ...files] = await Promise.all([
    WebAssembly.instantiateStreaming(fetch(wasm)),
    ...targets.map(bytes),
  ]);
  const core = new Core(instance.exports, width, height);
  files.forEach((file) => core.load(file));
  core.warmUp();
  return {
    takesGrey: true,
    /** Pixels as the product hands them over. */
    process({ data, format }, time) {
      const finding = core.process(data, format, time);
      if (!finding) return { corners: null, confidence: 0 };
      return { corners: finding.corners.map(({ x, y }) => [x, y]), confidence: finding.confidence };
    },
  };
}

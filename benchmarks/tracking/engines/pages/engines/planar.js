/** The `planar` engine: the project's own core, driven by the product's own module. */
import { Core } from '/viewer/ar/planar/core';

/** config: wasm and target, addresses. */
export async function open({ wasm, target }, { width, height }) {
  const [{ instance }, file] = await Promise.all([
    WebAssembly.instantiateStreaming(fetch(wasm)),
    fetch(target).then((response) => response.arrayBuffer()),
  ]);
  const core = new Core(instance.exports, width, height);
  core.load(new Uint8Array(file));
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

/** The `planar` engine: the project's own core. */
import { Core, RGBA } from '../core.js';

/** config: wasm and target, addresses. */
export async function open({ wasm, target }, size) {
  const [module, file] = await Promise.all([
    WebAssembly.compileStreaming(fetch(wasm)),
    fetch(target).then((response) => response.arrayBuffer()),
  ]);
  const core = new Core(module, new Uint8Array(file), size);
  core.warmUp();
  return {
    process({ data }, time) {
      const found = core.process(data, RGBA, time) > 0;
      return found ? { corners: core.corners(), confidence: core.confidence() } : { corners: null, confidence: 0 };
    },
  };
}

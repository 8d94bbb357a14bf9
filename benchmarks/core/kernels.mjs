// node kernels.mjs MODULE FRAME BATCHES: CPU milliseconds a call of every kernel, lowest quarter of the batches, as JSON.
import { readFileSync } from "node:fs";

const [, , path, frame, batches] = process.argv;
const core = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path))).exports;
const [WIDTH, HEIGHT, CALLS] = [640, 480, 5];
const memory = new Uint8Array(core.memory.buffer);
memory.set(readFileSync(frame), core.workbench_frame());
core.workbench_extract(WIDTH, HEIGHT, 0, 3, 800);

const KERNELS = {
  "grey pyramid": () => core.workbench_build(WIDTH, HEIGHT, 0),
  "RGBA to grey pyramid": () => core.workbench_build(WIDTH, HEIGHT, 1),
  blur: () => core.workbench_smooth(0),
  "800 features of 3 levels": () => core.workbench_find(0, 3, 800),
};

function timed(kernel) {
  const took = [];
  for (let batch = 0; batch < batches; batch++) {
    const before = process.cpuUsage().user;
    for (let call = 0; call < CALLS; call++) kernel();
    took.push((process.cpuUsage().user - before) / 1000 / CALLS);
  }
  return took.sort((a, b) => a - b)[batches >> 2];
}

function prepared(name) {
  core.workbench_build(WIDTH, HEIGHT, 0);
  return timed(KERNELS[name]);
}

const names = Object.keys(KERNELS);
for (const name of names) prepared(name);
console.log(JSON.stringify(Object.fromEntries(names.map((name) => [name, prepared(name)]))));

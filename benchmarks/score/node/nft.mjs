/**
 * jsartoolkitNFT as the viewer drives it. Each line of standard input is a job {toolkit, files, frames, count, width,
 * height, film}; its answer is a line of corners or null by frame. Frames that are no film have nothing to do with one
 * another.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

import './modules.mjs';

/** Frames without the picture until the engine must have lost it. */
const MOST_BLANK = 8;

const { open } = await import('../../tracking/engines/pages/engines/nft.js');

globalThis.fetch = async (path) => {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return { arrayBuffer: async () => buffer.slice(byteOffset, byteOffset + byteLength) };
};

/** RGBA of a grey frame. */
function coloured(grey) {
  const rgba = new Uint8Array(4 * grey.length).fill(255);
  for (let i = 0; i < grey.length; i++) rgba[4 * i] = rgba[4 * i + 1] = rgba[4 * i + 2] = grey[i];
  return { data: rgba };
}

async function run({ toolkit, files, frames, count, width, height, film = false }) {
  const engine = await open({ toolkit: pathToFileURL(toolkit).href, files }, { width, height });
  const bytes = readFileSync(frames);
  const size = width * height;
  const blank = coloured(new Uint8Array(size).fill(128));
  const answers = [];
  for (let i = 0; i < count; i++) {
    const { corners } = engine.process(coloured(bytes.subarray(i * size, (i + 1) * size)));
    answers.push(corners);
    if (film) continue;
    for (let n = 0; corners && n < MOST_BLANK && engine.process(blank).corners; n++);
    engine.process(blank);
  }
  return answers;
}

Object.assign(console, { log() {}, info() {}, warn() {} });
for await (const line of createInterface({ input: process.stdin })) {
  let said;
  try {
    said = { corners: await run(JSON.parse(line)) };
  } catch (error) {
    said = { error: String(error?.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

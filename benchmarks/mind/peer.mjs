/**
 * MindAR's own compiler in Node: `node peer.mjs PACKAGE PIXELS WIDTH HEIGHT OUT SAID` writes OUT, and into SAID the CPU
 * seconds of compiling alone. PIXELS are RGBA. Its canvas only hands pixels on, so it is replaced by an object that does.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const CANVAS = `export const createCanvas = () => {
  let shown;
  return { getContext: () => ({ drawImage: (image) => (shown = image), getImageData: () => ({ data: shown.data }) }) };
};`;

registerHooks({
  resolve: (name, context, next) =>
    name === 'canvas' ? { url: `data:text/javascript,${encodeURIComponent(CANVAS)}`, shortCircuit: true } : next(name, context),
});

const [folder, pixels, width, height, out, said] = process.argv.slice(2);
const { OfflineCompiler } = await import(pathToFileURL(`${folder}/src/image-target/offline-compiler.js`));
const began = process.cpuUsage();
const compiler = new OfflineCompiler();
await compiler.compileImageTargets([{ data: readFileSync(pixels), width: Number(width), height: Number(height) }], () => {});
writeFileSync(out, compiler.exportData());
const { user, system } = process.cpuUsage(began);
writeFileSync(said, JSON.stringify({ cpu: (user + system) / 1e6 }));

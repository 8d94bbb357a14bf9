/** node hash-node.mjs CORE.mjs HASH.mjs WASM TARGET FRAMES WIDTH HEIGHT: the hash in node, as JSON. */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const [core, hash, wasm, target, frames, width, height] = process.argv.slice(2);
const { Core } = await import(pathToFileURL(core));
const { hashOf } = await import(pathToFileURL(hash));
const files = { wasm: await readFile(wasm), target: await readFile(target), frames: await readFile(frames) };
process.stdout.write(JSON.stringify(await hashOf(Core, { ...files, width: Number(width), height: Number(height) })));

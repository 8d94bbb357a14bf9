/** Copies the LGPL tracking engine, byte for byte, with its licence and our notice, next to the viewer's own code. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const PACKAGE = dirname(createRequire(import.meta.url).resolve('@webarkit/jsartoolkit-nft/package.json'));
const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
const ENGINE = [
  ['build/artoolkitNFT_ES6_wasm.simd.js', 'artoolkitNFT_ES6_wasm.simd.js'],
  ['build/artoolkitNFT_ES6_wasm.js', 'artoolkitNFT_ES6_wasm.js'],
  ['LICENSE.txt', 'LICENSE.txt'],
];

/** Vite plugin: emits `assets/nft/<version>/…` and defines `__NFT_PATH__`, the folder's path from the scripts that lie in `assets/`. */
export function engineFiles() {
  const folder = `assets/nft/${version}/`;
  return {
    name: 'argument-engine-files',
    config: () => ({ define: { __NFT_PATH__: JSON.stringify(folder.replace('assets/', './')) } }),
    generateBundle() {
      for (const [from, to] of ENGINE) {
        this.emitFile({ type: 'asset', fileName: folder + to, source: readFileSync(join(PACKAGE, from)) });
      }
      const notice = readFileSync(new URL('../ar/nft/NOTICE.txt', import.meta.url));
      this.emitFile({ type: 'asset', fileName: `${folder}NOTICE.txt`, source: notice });
    },
  };
}

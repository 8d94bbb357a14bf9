/** jsartoolkitNFT's WebAssembly module, as much of it as the viewer calls. */
import { hasSimd } from '../simd';
import { cameraPara, type Camera } from './camera-para';
import type { MarkerSheet } from './pose';

interface StringList {
  push_back(value: string): void;
}

interface Toolkit {
  _loadCamera(path: string): number;
  _addNFTMarkers(prefixes: StringList): { size(): number };
  setup(width: number, height: number, camera: number): number;
  setupAR2(): void;
  setFiltering(on: boolean): void;
  getNFTData(index: number): MarkerSheet;
  passVideoData(rgba: Uint8ClampedArray, luma: Uint8Array, lumaInternal: boolean): void;
  detectNFTMarker(): number;
  getNFTMarker(index: number): { found: number; error: number; pose: ArrayLike<number> };
}

interface ToolkitModule {
  ARToolKitNFT: new (filtering: boolean) => Toolkit;
  StringList: new () => StringList;
  FS: { writeFile(path: string, data: Uint8Array): void };
}

type ModuleFactory = (options: { print: () => void; printErr: () => void }) => Promise<ToolkitModule>;

export interface Finding {
  /** Index of the picture. */
  target: number;
  error: number;
  pose: ArrayLike<number>;
}

async function loadModule(folder: string): Promise<ToolkitModule> {
  const build = hasSimd() ? 'artoolkitNFT_ES6_wasm.simd.js' : 'artoolkitNFT_ES6_wasm.js';
  const { default: factory } = (await import(/* @vite-ignore */ folder + build)) as { default: ModuleFactory };
  const quiet = (): void => undefined;
  return factory({ print: quiet, printErr: quiet });
}

/** Pictures, one of them tracked at a time, in frames of one size. */
export class Tracker {
  private constructor(
    private readonly toolkit: Toolkit,
    readonly camera: Camera,
    readonly sheets: readonly MarkerSheet[],
  ) {}

  /** `targets`: files by ending (.iset .fset .fset3); throws when the engine refuses them. */
  static async open(folder: string, camera: Camera, targets: Record<string, ArrayBuffer>[]): Promise<Tracker> {
    const module = await loadModule(folder);
    const toolkit = new module.ARToolKitNFT(false);
    module.FS.writeFile('/camera', cameraPara(camera));
    toolkit.setup(camera.width, camera.height, toolkit._loadCamera('/camera'));
    toolkit.setupAR2();
    // Its pose filter lags by tens of pixels under motion; the viewer smooths by itself.
    toolkit.setFiltering(false);
    const prefixes = new module.StringList();
    targets.forEach((files, i) => {
      for (const [ending, data] of Object.entries(files)) module.FS.writeFile(`/marker${i}${ending}`, new Uint8Array(data));
      prefixes.push_back(`/marker${i}`);
    });
    if (toolkit._addNFTMarkers(prefixes).size() !== targets.length) throw new Error('the marker files were refused');
    return new Tracker(toolkit, camera, targets.map((_, i) => toolkit.getNFTData(i)));
  }

  /** RGBA of the camera's size. */
  find(rgba: Uint8ClampedArray): Finding | null {
    this.toolkit.passVideoData(rgba, luma(rgba), false);
    this.toolkit.detectNFTMarker();
    for (const target of this.sheets.keys()) {
      const { found, error, pose } = this.toolkit.getNFTMarker(target);
      if (found) return { target, error, pose };
    }
    return null;
  }
}

/** ITU-R BT.601 weights in 8-bit fixed point. */
function luma(rgba: Uint8ClampedArray): Uint8Array {
  const out = new Uint8Array(rgba.length / 4);
  for (let i = 0, j = 0; i < out.length; i++, j += 4) {
    out[i] = (77 * rgba[j]! + 150 * rgba[j + 1]! + 29 * rgba[j + 2]!) >> 8;
  }
  return out;
}

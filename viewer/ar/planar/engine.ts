/** The `planar` engine: ARgument's own tracker, one WebAssembly core in a worker. */
import scalarUrl from '../../core/built/tracker-scalar.wasm?url';
import simdUrl from '../../core/built/tracker.wasm?url';
import type { EngineOptions, Pixels, TrackEngine, TrackResult } from '../engine';
import { addressesOf, fetchFiles } from '../files';
import { Remote } from '../remote';
import { hasSimd } from '../simd';
import type { FromWorker, ResultMessage, ToWorker } from './messages';

/** Share of the loading that downloads take; the rest is the core's own start. */
const DOWNLOAD_SHARE = 0.9;

export class PlanarEngine implements TrackEngine {
  readonly name = 'planar';
  readonly takesGrey = true;
  readonly jitter = 0.05;
  private remote: Remote<ToWorker, FromWorker> | null = null;
  private ids: string[] = [];

  /** The page downloads, the worker computes: it needs no network, and starts in the meantime. */
  async init({ width, height, targets, signal, onProgress }: EngineOptions): Promise<void> {
    this.ids = targets.map(({ id }) => id);
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    const remote = new Remote<ToWorker, FromWorker>(worker);
    this.remote = remote;
    signal?.addEventListener('abort', () => this.dispose());
    const urls = [hasSimd() ? simdUrl : scalarUrl, ...targets.flatMap(({ files }) => addressesOf(files))];
    const [core, ...files] = await fetchFiles(urls, signal, (share) => onProgress?.(DOWNLOAD_SHARE * share));
    await remote.ask({ type: 'init', core: core!, targets: files, width, height }, [core!, ...files]);
    onProgress?.(1);
  }

  async process(frame: Pixels, time: number): Promise<TrackResult | null> {
    if (!this.remote) throw new Error('the engine is not running');
    const { format, data: { buffer: pixels } } = frame;
    const answer = (await this.remote.ask({ type: 'frame', format, pixels, time }, [pixels])) as ResultMessage;
    frame.data = new Uint8Array(answer.pixels);
    if (!answer.finding) return null;
    const { target, ...found } = answer.finding;
    return { ...found, targetId: this.ids[target]!, frameTime: time };
  }

  pause(): void {
    this.remote?.tell({ type: 'forget' });
  }

  dispose(): void {
    this.remote?.close();
    this.remote = null;
  }
}

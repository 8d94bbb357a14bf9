/** The `nft` engine: ARToolKit natural feature tracking in a worker. */
import type { Corners, EngineOptions, Pixels, TrackEngine, TrackResult, TrackTarget } from '../engine';
import { addressesOf, fetchFiles } from '../files';
import { isFrontQuad, meanSide, squareToQuad } from '../math/homography';
import { Remote } from '../remote';
import type { FromWorker, ResultMessage, ToWorker } from './messages';

/** From this script to the engine's folder; the build says it. */
declare const __NFT_PATH__: string;

/** Share of the loading that downloads take; the rest is the engine's own start. */
const DOWNLOAD_SHARE = 0.7;
/** A picture smaller than this many pixels a side is never found for real: such a pose is noise. */
const MIN_SIDE = 24;
/** Longer sides of the frame that the picture may at most span. */
const MAX_SIDES = 6;

export class NftEngine implements TrackEngine {
  readonly name = 'nft';
  readonly takesGrey = false;
  readonly jitter = 0.7;
  private remote: Remote<ToWorker, FromWorker> | null = null;
  private ids: string[] = [];
  private longSide = 0;
  private wasFound = false;

  async init(options: EngineOptions): Promise<void> {
    const { targets } = options;
    this.ids = targets.map(({ id }) => id);
    this.longSide = Math.max(options.width, options.height);
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    const remote = new Remote<ToWorker, FromWorker>(worker);
    this.remote = remote;
    options.signal?.addEventListener('abort', () => this.dispose());
    const onProgress = (share: number): void => options.onProgress?.(DOWNLOAD_SHARE * share);
    const buffers = await fetchFiles(targets.flatMap(({ files }) => addressesOf(files)), options.signal, onProgress);
    const files = byEnding(targets, buffers);
    const engineUrl = new URL(__NFT_PATH__, import.meta.url).href;
    const { width, height } = options;
    await remote.ask({ type: 'init', engineUrl, width, height, targets: files }, buffers);
    options.onProgress?.(1);
  }

  async process(frame: Pixels, time: number): Promise<TrackResult | null> {
    if (!this.remote) throw new Error('the engine is not running');
    const { buffer: pixels } = frame.data;
    const answer = (await this.remote.ask({ type: 'frame', pixels }, [pixels])) as ResultMessage;
    const corners = answer.corners && this.isPlausible(answer.corners) ? answer.corners : null;
    const state = this.wasFound ? 'tracked' : 'found';
    this.wasFound = corners !== null;
    if (!corners) return null;
    const confidence = 1 / (1 + answer.error);
    const targetId = this.ids[answer.target]!;
    return { targetId, corners, homography: squareToQuad(corners), confidence, state, frameTime: time };
  }

  pause(): void {
    this.wasFound = false;
  }

  dispose(): void {
    this.remote?.close();
    this.remote = null;
  }

  private isPlausible(corners: Corners): boolean {
    const side = meanSide(corners);
    return isFrontQuad(corners) && side >= MIN_SIDE && side <= MAX_SIDES * this.longSide;
  }
}

/** The buffers came in the order of the targets' addresses. */
function byEnding(targets: TrackTarget[], buffers: ArrayBuffer[]): Record<string, ArrayBuffer>[] {
  let next = 0;
  return targets.map(({ files }) => Object.fromEntries(files.files.map((ending) => [ending, buffers[next++]!])));
}

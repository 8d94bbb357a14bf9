/** The `nft` engine: ARToolKit natural feature tracking in a worker. */
import type { Corners, EngineOptions, TrackEngine, TrackResult, TrackTarget } from '../engine';
import { isFrontQuad, meanSide, squareToQuad } from '../math/homography';
import { fetchFiles } from './files';
import type { FromWorker, ResultMessage, ToWorker } from './messages';

declare const __NFT_PATH__: string;

/** Share of the loading that downloads take; the rest is the engine's own start. */
const DOWNLOAD_SHARE = 0.7;
/** A picture smaller than this many pixels a side is never found for real: such a pose is noise. */
const MIN_SIDE = 24;
/** Longer sides of the frame that the picture may at most span. */
const MAX_SIDES = 6;

export class NftEngine implements TrackEngine {
  readonly name = 'nft';
  private worker: Worker | null = null;
  private target: TrackTarget | null = null;
  private longSide = 0;
  private frames = 0;
  private wasFound = false;

  async init(options: EngineOptions): Promise<void> {
    const [target] = options.targets;
    if (!target?.files) throw new Error('the picture has no nft files');
    this.target = target;
    this.longSide = Math.max(options.width, options.height);
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    options.signal?.addEventListener('abort', () => this.dispose());
    const files = await fetchFiles(target.files, options.signal, (share) => options.onProgress?.(DOWNLOAD_SHARE * share));
    const engineUrl = new URL(import.meta.env.BASE_URL + __NFT_PATH__, location.href).href;
    const init: ToWorker = { type: 'init', engineUrl, width: options.width, height: options.height, files };
    await this.ask(init, Object.values(files));
    options.onProgress?.(1);
  }

  async process(frame: ImageData, time: number): Promise<TrackResult | null> {
    const pixels = frame.data.buffer;
    const answer = (await this.ask({ type: 'frame', id: ++this.frames, pixels }, [pixels])) as ResultMessage;
    const corners = answer.corners && this.isPlausible(answer.corners) ? answer.corners : null;
    const state = this.wasFound ? 'tracked' : 'found';
    this.wasFound = corners !== null;
    if (!corners || !this.target) return null;
    const confidence = 1 / (1 + answer.error);
    return { targetId: this.target.id, corners, homography: squareToQuad(corners), confidence, state, frameTime: time };
  }

  pause(): void {
    this.wasFound = false;
  }

  dispose(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  private isPlausible(corners: Corners): boolean {
    const side = meanSide(corners);
    return isFrontQuad(corners) && side >= MIN_SIDE && side <= MAX_SIDES * this.longSide;
  }

  /** One question at a time: the worker answers in order. */
  private ask(message: ToWorker, transfer: Transferable[]): Promise<FromWorker> {
    const { worker } = this;
    if (!worker) return Promise.reject(new Error('the engine is not running'));
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) =>
        data.type === 'failed' ? reject(new Error(data.message)) : resolve(data);
      worker.onerror = (event) => reject(new Error(event.message || 'the engine could not be loaded'));
      worker.postMessage(message, transfer);
    });
  }
}

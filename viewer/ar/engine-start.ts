/** An engine on its way: it may start while the visitor still reads the start page. */
import type { Target } from '../shared/api';
import type { Size } from './camera/reader';
import { createEngine, type TrackEngine, type TrackTarget } from './engine';

export class EngineStart {
  /** Rejects when the engine cannot run here. */
  readonly ready: Promise<TrackEngine>;
  private share = 0;
  private listener: (share: number) => void = () => undefined;
  private readonly abort = new AbortController();

  constructor(private readonly name: string, targets: Target[], private readonly size: Size) {
    this.ready = this.start(targets);
    // Whoever waits deals with it; a start that nobody came to need fails in silence.
    this.ready.catch(() => undefined);
  }

  suits(name: string, { width, height }: Size): boolean {
    return name === this.name && width === this.size.width && height === this.size.height;
  }

  /** Tells the share that is loaded, 0..1, now and from now on. */
  follow(listener: (share: number) => void): void {
    this.listener = listener;
    listener(this.share);
  }

  /** Ends it, and the engine too if it is there already. */
  cancel(): void {
    this.abort.abort();
  }

  private async start(targets: Target[]): Promise<TrackEngine> {
    const engine = await createEngine(this.name);
    const onProgress = (share: number): void => {
      this.share = share;
      this.listener(share);
    };
    try {
      await engine.init({ ...this.size, targets: trackable(targets, this.name), signal: this.abort.signal, onProgress });
      return engine;
    } catch (error) {
      engine.dispose();
      throw error;
    }
  }
}

/** What the camera will most likely give: a phone held upright gives upright frames. */
export function likelySize(): Size {
  const upright = matchMedia('(pointer: coarse) and (orientation: portrait)').matches;
  return upright ? { width: 480, height: 640 } : { width: 640, height: 480 };
}

/** Those that the engine has files for. */
function trackable(targets: Target[], engine: string): TrackTarget[] {
  return targets.flatMap(({ marker: { id, width, height, engines } }) => {
    const files = engines[engine];
    return files ? [{ id, width, height, files }] : [];
  });
}

/** The device's camera, which may be changed over, taken away and given back while it runs. */
import { forget, recall } from '../memory';
import { LensChoice } from './lens-choice';
import { Opened } from './opened';
import { watchPermission } from './permission';
import { Silence } from './silence';
import { CameraError, type CameraFrame, type CameraProblem, cameraProblem, type CameraSource, type FrameImage } from './source';
import { letGo } from './still';
import { openAny, openLens } from './stream';

/** Milliseconds between looks at a camera that gives nothing now: the page is hidden, or it must be opened anew. */
const PATIENCE = 200;
/** Milliseconds in which a system gives a camera back by itself, or says why it took it. */
const GRACE = 600;

export interface Abilities {
  torch: boolean;
  /** Cameras that `switchLens` goes through, the one in use among them. */
  lenses: number;
}

/** Its pictures are never mirrored, a front camera's neither: print would not be found in a mirror. */
export class LiveCamera implements CameraSource {
  readonly kind = 'live';
  /** Abilities or the light have changed. */
  onChange: () => void = () => undefined;
  /** The camera is gone and does not come back by itself; this one is closed by then. Unset, `next` throws it. */
  onEnd: ((problem: CameraProblem) => void) | null = null;
  opened: Opened | null = null;
  closed = false;
  private readonly choice = new LensChoice(this);
  private readonly silence = new Silence(() => this.wake());
  private readonly leaving = new AbortController();
  private lit = false;
  private unheard: CameraProblem | null = null;
  /** It was silent and opened again, and has given no picture since. */
  private anew = false;
  /** Opening and changing over happen one after the other; how many are under way. */
  private turn: Promise<unknown> = Promise.resolve();
  private turns = 0;

  /** With the lens of the visit before, if it is still there. */
  async open(): Promise<void> {
    const remembered = recall('lens');
    try {
      await this.reopen(remembered);
    } catch (error) {
      this.close();
      throw error;
    }
    if (this.closed) return;
    const isRemembered = this.opened?.deviceId === remembered;
    if (remembered && !isRemembered) forget('lens');
    this.listen();
    void this.settle(isRemembered);
  }

  async next(): Promise<CameraFrame | null> {
    this.silence.waiting = true;
    while (!this.closed) {
      const image = document.hidden ? null : await this.opened?.next();
      if (image) return this.given(image);
      await pause(PATIENCE);
    }
    if (this.unheard) throw new CameraError(this.unheard);
    return null;
  }

  close(): void {
    this.closed = true;
    this.leaving.abort();
    this.silence.end();
    this.opened?.close();
  }

  abilities(): Abilities {
    return { torch: this.opened?.hasTorch ?? false, lenses: Math.max(1, this.choice.lenses.length) };
  }

  get torch(): boolean {
    return this.lit;
  }

  /** Where the light does not obey, `torch` stays what it was. */
  async setTorch(on: boolean): Promise<void> {
    try {
      await this.opened?.light(on);
      this.lit = on;
    } catch {
      // Too hot, or taken by another app.
    }
    this.onChange();
  }

  /** Stays with this lens where no other opens. */
  async switchLens(): Promise<void> {
    await this.choice.next();
    this.onChange();
  }

  /** For `LensChoice`. */
  async change(deviceId: string): Promise<boolean> {
    let changed = false;
    await this.inTurn(async () => {
      changed = this.opened?.deviceId === deviceId || (await this.changeTo(deviceId));
      if (!this.closed) this.onChange();
    });
    return changed;
  }

  private async changeTo(deviceId: string): Promise<boolean> {
    const before = this.opened;
    try {
      let after = await this.lens(deviceId);
      if (!after) {
        // Many phones run one camera at a time.
        before?.close();
        after = await this.lens(deviceId);
      }
      if (after) this.use(after);
      if (after) return true;
    } catch {
      // A browser that asks for each camera was told no: this one goes on.
    }
    if (!before?.works) await this.recover();
    return false;
  }

  private given(image: FrameImage): CameraFrame | null {
    if (this.closed) letGo(image);
    if (this.closed) return null;
    this.anew = false;
    this.silence.broken();
    const [width, height] = 'displayWidth' in image ? [image.displayWidth, image.displayHeight] : [image.width, image.height];
    return { image, width, height, time: performance.now(), release: () => letGo(image) };
  }

  private listen(): void {
    const { signal } = this.leaving;
    const onBack = (): void => void this.inTurn(() => this.comeBack());
    document.addEventListener('visibilitychange', onBack, { signal });
    addEventListener('pageshow', onBack, { signal });
    const onDevices = (): void => void this.choice.list().then(() => this.onChange());
    navigator.mediaDevices.addEventListener?.('devicechange', onDevices, { signal });
    signal.addEventListener('abort', watchPermission(() => this.end('denied')));
    this.silence.begin();
  }

  private async settle(isRemembered: boolean): Promise<void> {
    await this.choice.list();
    if (!this.closed) this.onChange();
    await this.choice.settle(isRemembered);
    // By now the browser knows whether there is a light.
    if (!this.closed) this.onChange();
  }

  /** The page is seen again. iOS ends or mutes the camera of a page in the background, and may take a while to give it back. */
  private async comeBack(): Promise<void> {
    if (document.hidden || this.closed) return;
    if (this.opened?.works) return this.resume();
    await pause(GRACE);
    if (this.opened?.works) return this.resume();
    await this.recover();
  }

  private async resume(): Promise<void> {
    await this.opened?.resume();
    // Phones put the light out when a page is left.
    if (this.lit) await this.setTorch(true);
  }

  /** Somebody else ended it: unplugged, forbidden, or taken by the system. A hidden page waits until it is seen. */
  private readonly onEnded = (opened: Opened): void => {
    if (opened !== this.opened || document.hidden) return;
    void this.inTurn(async () => {
      await pause(GRACE);
      if (opened === this.opened && !document.hidden) await this.recover();
    });
  };

  /** It lives, is to be seen, and gives nothing: opened again once, then it is as good as taken. */
  private wake(): void {
    if (this.turns > 0) return;
    if (this.anew) return this.end('in_use');
    this.anew = true;
    void this.inTurn(() => this.recover());
  }

  /** The same camera again, or any; where there is none, this is the end. */
  private async recover(): Promise<void> {
    if (this.closed) return;
    const [deviceId, wasLit] = [this.opened?.deviceId ?? null, this.lit];
    this.opened?.close();
    try {
      await this.reopen(deviceId);
    } catch (error) {
      // The page may have been left meanwhile: the camera is asked for again when it is seen.
      if (!document.hidden) this.end(cameraProblem(error));
      return;
    }
    if (wasLit && this.opened?.deviceId === deviceId) await this.setTorch(true);
  }

  private async reopen(deviceId: string | null): Promise<void> {
    const opened = (deviceId && (await this.lens(deviceId))) || (await Opened.from(await openAny(), this.onEnded));
    this.use(opened);
  }

  private use(opened: Opened): void {
    this.opened?.close();
    this.opened = opened;
    this.lit = false;
    this.silence.opened();
    if (this.closed) opened.close();
  }

  /** Null where it does not open, for whatever reason but the visitor's no. */
  private async lens(deviceId: string): Promise<Opened | null> {
    try {
      return await Opened.from(await openLens(deviceId), this.onEnded);
    } catch (error) {
      if (cameraProblem(error) === 'denied') throw new CameraError('denied');
      return null;
    }
  }

  private end(problem: CameraProblem): void {
    if (this.closed) return;
    this.close();
    if (this.onEnd) this.onEnd(problem);
    else this.unheard = problem;
  }

  private inTurn(work: () => Promise<void>): Promise<unknown> {
    this.turns++;
    this.turn = this.turn
      .then(() => (this.closed ? undefined : work()))
      // Nothing else may keep the next one from its turn.
      .catch((error: unknown) => this.end(cameraProblem(error)))
      .finally(() => this.turns--);
    return this.turn;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

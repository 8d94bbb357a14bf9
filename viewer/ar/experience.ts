/** The loop: camera frame -> engine -> steady corners -> picture on the screen. */
import type { Link, MarkerSettings } from '../shared/api';
import { HeldFrame } from './camera/held';
import { brightness } from './camera/luma';
import { FrameReader, processingSize, type Size } from './camera/reader';
import type { CameraSource } from './camera/source';
import type { Corners, TrackEngine, TrackResult } from './engine';
import { EngineStart } from './engine-start';
import { settingsOf } from './link';
import { meanSide, multiply, squareToQuad } from './math/homography';
import { outlineIn, place, placementMatrix } from './placement';
import type { Player } from './player';
import { Film } from './render/film';
import { openRenderer } from './render/open';
import type { Overlay, Renderer } from './render/renderer';
import { Steady, type Shown } from './steady';
import type { Telemetry } from './telemetry/session';
import type { Stage } from './ui/stage';
import type { Strings } from './strings';

/** Milliseconds without a find after which the visitor gets advice. */
const ADVICE_AFTER = 9000;

export interface Parts {
  link: Link;
  camera: CameraSource;
  engine: string;
  /** An engine that was started for a likely frame size. */
  warm: EngineStart | null;
  player: Player;
  stage: Stage;
  strings: Strings;
  telemetry: Telemetry;
  onFailure: () => void;
  /** For measuring: raw results are drawn as they are, and told here with the milliseconds that they took. */
  onResult?: ((result: TrackResult | null, ms: number) => void) | undefined;
  /** For trials: what was made of each frame. */
  onLook?: ((look: Look) => void) | undefined;
}

/** One frame that the engine looked at. */
export interface Look {
  result: TrackResult | null;
  /** Milliseconds that it took. */
  ms: number;
  /** Pixels of the frame that was looked at. */
  frame: Size;
  /** Mean of its grey levels, 0..255. */
  light: number;
}

export class Experience {
  private readonly settings: MarkerSettings;
  private readonly reader = new FrameReader();
  private readonly steady = new Steady();
  private readonly film: Film;
  private readonly renderer: Renderer;
  private drawn = '';
  private engine: TrackEngine | null = null;
  private size: Size = { width: 0, height: 0 };
  private ready = false;
  private busy = false;
  private raw: Corners | null = null;
  private frames = 0;
  /** Waits to be drawn, and was the last that did. */
  private waiting: HeldFrame | null = null;
  private latest: HeldFrame | null = null;
  /** Camera pictures that were shown. */
  private pictures = 0;
  private losses = 0;
  private readonly startedAt = performance.now();
  private searchingSince = 0;
  private closed = false;

  constructor(private readonly parts: Parts) {
    this.settings = settingsOf(parts.link);
    this.film = new Film(parts.player.video);
    this.renderer = openRenderer(parts.stage.canvas, this.film);
  }

  /** Runs until the camera has no more frames or `close`. */
  async run(): Promise<void> {
    requestAnimationFrame(this.draw);
    for (let frame = await this.parts.camera.next(); frame && !this.closed; frame = await this.parts.camera.next()) {
      await this.take(new HeldFrame(frame));
    }
  }

  close(): void {
    this.closed = true;
    this.parts.camera.close();
    this.engine?.dispose();
    this.waiting?.release();
    this.renderer.dispose();
  }

  /** The page is hidden: the picture will be somewhere else when it comes back. */
  rest(): void {
    this.engine?.pause();
  }

  /** For the end of the session. */
  summary(): { fps: number; losses: number } {
    const seconds = (performance.now() - this.startedAt) / 1000;
    return { fps: Math.round((10 * this.frames) / seconds) / 10, losses: this.losses };
  }

  private async take(held: HeldFrame): Promise<void> {
    const size = processingSize(held.frame);
    if (size.width !== this.size.width || size.height !== this.size.height) {
      const started = this.startEngine(size);
      if (this.parts.camera.kind === 'seq') await started;
    }
    // What the engine measures is what is drawn; only while nothing lies on the picture is the newest frame better.
    if (!this.steady.shows) this.show(held);
    if (!this.ready || this.busy || this.closed) return held.release();
    void this.measure(held, this.engine!);
  }

  private async measure(held: HeldFrame, engine: TrackEngine): Promise<void> {
    this.busy = true;
    const start = performance.now();
    try {
      const pixels = await this.reader.read(held.frame, engine.takesGrey);
      const { onLook } = this.parts;
      const light = onLook ? brightness(pixels) : 0;
      const result = await engine.process(pixels, held.frame.time);
      const ms = performance.now() - start;
      if (!this.closed) this.took(held, result, ms, engine.jitter);
      onLook?.({ result, ms, light, frame: this.size });
    } catch {
      // An engine that another took the place of ends what it was doing.
      if (engine === this.engine) this.fail();
    } finally {
      this.busy = false;
      held.release();
    }
  }

  private took(held: HeldFrame, result: TrackResult | null, ms: number, jitter: number): void {
    this.frames++;
    this.parts.onResult?.(result, ms);
    this.raw = result?.corners ?? null;
    const change = this.steady.update(result, performance.now(), jitter);
    if (this.steady.shows) this.show(held);
    if (change === 'shown') this.shown();
    if (change === 'lost') this.lost();
  }

  private shown(): void {
    const { stage, player, telemetry } = this.parts;
    telemetry.track('marker_detected', { timeToDetectMs: Math.round(performance.now() - this.searchingSince) });
    stage.say(null);
    stage.showControls();
    player.enter();
  }

  private lost(): void {
    const { stage, player, telemetry, strings } = this.parts;
    this.losses++;
    this.searchingSince = performance.now();
    telemetry.track('marker_lost', { losses: this.losses });
    player.leave('lost');
    stage.say(strings.aimAgain);
  }

  private async startEngine(size: Size): Promise<void> {
    const { link, stage, strings, engine, warm } = this.parts;
    this.size = size;
    this.ready = false;
    this.engine?.dispose();
    this.engine = null;
    const start = warm?.suits(engine, size) ? warm : new EngineStart(engine, link, size);
    if (start !== warm) warm?.cancel();
    this.parts.warm = null;
    start.follow((share) => stage.loading(share));
    try {
      this.engine = await start.ready;
    } catch {
      return this.fail();
    }
    // The camera may have turned in the meantime.
    if (size !== this.size || this.closed) return start.cancel();
    this.ready = true;
    this.searchingSince = performance.now();
    stage.say(this.steady.shows ? null : strings.aim);
    setTimeout(() => this.advise(), ADVICE_AFTER);
  }

  private advise(): void {
    if (this.losses === 0 && !this.steady.shows && !this.closed) this.parts.stage.say(this.parts.strings.aimHelp);
  }

  private fail(): void {
    if (this.closed) return;
    this.close();
    this.parts.onFailure();
  }

  private readonly draw = (time: number): void => {
    if (this.closed) return;
    requestAnimationFrame(this.draw);
    this.takeFrame();
    const eased = this.steady.step(time);
    const shown: Shown | null = this.parts.onResult ? this.raw && { corners: this.raw, alpha: 1 } : eased;
    // Drawing what is there already costs a phone its battery, and the engine its time.
    const { clientWidth, clientHeight } = this.parts.stage.canvas;
    const scene = [this.pictures, clientWidth, clientHeight, shown?.alpha ?? 0, shown ? this.film.stamp : 0].join();
    if (scene !== this.drawn) this.renderer.draw(shown && this.overlay(shown));
    this.drawn = scene;
  };

  /** With the next drawing: graphics that cannot keep up would else fall behind, further with every frame. */
  private show(held: HeldFrame): void {
    if (held === this.latest || this.closed) return;
    this.pictures++;
    held.hold();
    this.waiting?.release();
    this.latest = this.waiting = held;
  }

  private takeFrame(): void {
    const { waiting } = this;
    if (waiting) this.renderer.showFrame(waiting.frame.image, waiting.frame);
    this.waiting = null;
    waiting?.release();
  }

  private overlay({ corners, alpha }: Shown): Overlay {
    const { link, player } = this.parts;
    const { width, height } = this.size;
    const unit = corners.map((p) => ({ x: p.x / width, y: p.y / height })) as unknown as Corners;
    const picture = { width: link.marker?.width ?? 1, height: link.marker?.height ?? 1 };
    const film = { width: player.video.videoWidth || picture.width, height: player.video.videoHeight || picture.height };
    const placement = place(picture, film, this.settings, link.videos[0]?.fit);
    const matrix = placementMatrix(placement, picture);
    return {
      matrix: multiply(squareToQuad(unit), matrix),
      clip: placement.clipped ? { matrix, outline: outlineIn(placement, picture) } : null,
      crop: placement.crop,
      alpha: alpha * this.settings.opacity,
      side: meanSide(corners) / width,
    };
  }
}

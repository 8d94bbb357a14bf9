/** The loop: camera frame -> engine -> steady corners -> picture on the screen. */
import type { Target } from '../../shared/api';
import { HeldFrame } from '../camera/held';
import { Pace } from '../camera/pace';
import type { CameraSource } from '../camera/source';
import { Coach } from '../coach/coach';
import type { Advice } from '../coach/rules';
import type { TrackResult } from '../engine';
import type { EngineStart } from '../engine-start';
import { settingsOf } from '../link';
import type { Player } from '../player/player';
import { Film } from '../render/film';
import { keyingOf, visibleSize } from '../render/keying';
import type { Overlay } from '../render/renderer';
import { Steady, type Change } from '../steady/steady';
import { onScreen } from '../steady/screen';
import type { Strings } from '../strings';
import type { Telemetry } from '../telemetry/session';
import { Outline } from '../ui/outline';
import type { Stage } from '../ui/stage';
import { overlayOf, peeledCorners, publishedOf } from './overlay';
import { Tally, type Summary } from './tally';
import { Tracking, type Look } from './tracking';
import { View } from './view';

export type { Summary };

export interface Parts {
  targets: Target[];
  camera: CameraSource;
  engine: string;
  /** An engine that was started for a likely frame size. */
  warm: EngineStart | null;
  player: Player;
  stage: Stage;
  strings: Strings;
  telemetry: Telemetry;
  onFailure: () => void;
  /** The device does not keep up; told with every step down. */
  onSlow?: (() => void) | undefined;
  /** It is drawn without WebGL. */
  onFlat?: (() => void) | undefined;
  /** For measuring: raw results are drawn as they are, and told here with the milliseconds that they took. */
  onResult?: ((result: TrackResult | null, ms: number) => void) | undefined;
  /** For trials: what was made of each frame. */
  onLook?: ((look: Look) => void) | undefined;
}

export class Experience {
  private readonly steady: Steady;
  private readonly coach = new Coach((id) => this.targetOf(id).marker);
  /** What was said last; undefined: whatever it was, it is to be said anew. */
  private said: string | null | undefined;
  /** What is said while there is nothing to advise; null: nothing, the picture is there. */
  private standing: string | null;
  /** The video goes on without its picture: nobody need look for that. */
  private floats = false;
  private readonly outline: Outline;
  private readonly tracking: Tracking;
  private readonly view: View;
  private raw: TrackResult | null = null;
  private target: Target | undefined;
  private readonly tally = new Tally();
  private searchingSince = 0;
  private closed = false;

  constructor(private readonly parts: Parts) {
    const { stage, player, targets, engine, warm } = parts;
    this.target = targets[0];
    // The light is to be known when the video fades in.
    if (this.target) publishedOf(this.target);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.steady = new Steady({ onLoss: (id) => settingsOf(this.targetOf(id)).onLoss, calm });
    this.standing = targets.length > 1 ? parts.strings.aimSeveral : parts.strings.aim;
    this.outline = new Outline(calm);
    stage.canvas.after(this.outline.element);
    this.view = new View(stage, new Film(player.video), (time) => this.scene(time), () => parts.onFlat?.());
    this.tracking = new Tracking({
      targets, engine, warm,
      pace: parts.camera.kind === 'seq' ? null : new Pace(() => parts.onSlow?.()),
      onSize: (before, after) => this.follow(this.steady.resize(before, after)),
      onLoading: (share) => stage.loading(share),
      onReady: () => this.ready(),
      onLook: (held, look, jitter) => this.looked(held, look, jitter),
      onFailure: (reason) => this.fail(reason),
    });
  }

  /** Runs until the camera has no more frames or `close`. */
  async run(): Promise<void> {
    const { camera } = this.parts;
    for (let frame = await camera.next(); frame; frame = await camera.next()) {
      if (this.closed) return frame.release();
      const held = new HeldFrame(frame);
      const suited = this.tracking.suit(held);
      if (camera.kind === 'seq') await suited;
      // Nobody looks while another engine starts: what was seen before it is held no longer than any loss.
      if (!this.tracking.ready) this.follow(this.steady.update(null, performance.now(), 0));
      // What the engine measures is what is drawn; only while nothing lies on the picture is the newest frame better.
      if (!this.steady.shows) this.view.show(held);
      this.tracking.take(held);
    }
  }

  close(): void {
    this.closed = true;
    this.parts.camera.close();
    this.tracking.close();
    this.view.close();
  }

  /** The screen's picture, until the end of the task in which it was asked for. */
  capture(): HTMLCanvasElement {
    return this.view.capture();
  }

  /** Once there was a picture, the visitor may have its video on the screen. */
  lift(): void {
    const { player, stage } = this.parts;
    this.floats = true;
    this.steady.lift();
    stage.miss(false);
    this.say(null);
    player.enter();
  }

  /** The page is hidden: the picture will be somewhere else when it comes back. */
  rest(): void {
    this.tracking.forget();
  }

  /** For the end of the session. */
  summary(): Summary {
    return this.tally.summary();
  }

  private ready(): void {
    this.searchingSince = performance.now();
    this.said = undefined;
    this.say(null);
  }

  private looked(held: HeldFrame, look: Look, jitter: number): void {
    this.tally.took(look.ms);
    this.raw = look.result;
    this.parts.onResult?.(look.result, look.ms);
    const time = performance.now();
    this.follow(this.steady.update(look.result, time, jitter));
    if (this.steady.shows) this.view.show(held);
    this.say(this.coach.see({ ...look, time }));
    this.parts.onLook?.(look);
  }

  private follow(change: Change): void {
    if (change?.kind === 'shown') this.shown(this.targetOf(change.targetId));
    if (change?.kind === 'lost') this.lost(change.targetId);
  }

  private shown(target: Target): void {
    const { player, telemetry } = this.parts;
    this.target = target;
    // What it still tells is of the picture before.
    player.load(target);
    telemetry.about(target.marker.id);
    telemetry.track('marker_detected', { timeToDetectMs: Math.round(performance.now() - this.searchingSince) });
    this.parts.stage.showControls();
    this.parts.stage.miss(false);
    player.enter();
    this.standing = null;
    this.floats = false;
  }

  private lost(targetId: string): void {
    const { player, telemetry, strings } = this.parts;
    this.tally.losses++;
    this.searchingSince = performance.now();
    telemetry.track('marker_lost', { losses: this.tally.losses });
    this.standing = strings.aimAgain;
    this.floats = settingsOf(this.targetOf(targetId)).onLoss === 'peel';
    this.parts.stage.miss(!this.floats);
    if (!this.floats) player.leave('lost');
  }

  /** Screen readers hear of every change, so there is none where the words stay. */
  private say(advice: Advice | null): void {
    const { stage, strings } = this.parts;
    const words = this.floats ? null : advice ? strings.advice[advice] : this.standing;
    if (words !== this.said) stage.say(words);
    this.said = words;
  }

  private fail(reason: unknown): void {
    if (this.closed) return;
    // The visitor is told what to do about it; why it is so, whoever looks into it.
    console.error(reason);
    this.close();
    this.parts.onFailure();
  }

  private scene(time: number): Overlay | null {
    const { target } = this;
    if (!target) return null;
    const { player, stage } = this.parts;
    const { clientWidth: width, clientHeight: height } = stage.canvas;
    const [frame, screen] = [this.tracking.size, { width, height }];
    const film = visibleSize(player.video, keyingOf(settingsOf(target)));
    const laid = { target, video: player.current, film };
    const eased = this.steady.step(time, peeledCorners(laid, frame, screen));
    this.outline.show(eased && onScreen(eased.corners, frame, screen), eased?.outline ?? 0);
    const shown = this.parts.onResult ? this.raw && { corners: this.raw.corners, alpha: 1, peeled: 0 } : eased;
    return shown && overlayOf({ ...laid, frame, ...shown });
  }

  private targetOf(id: string): Target {
    return this.parts.targets.find(({ marker }) => marker.id === id) ?? this.parts.targets[0]!;
  }
}

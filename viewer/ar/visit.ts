/** One visit to a link: start page, then the camera or the way without it, then the end. */
import type { Link, ViewEventType } from '../shared/api';
import type { Address } from './capture/share';
import { LiveCamera } from './camera/live';
import { CameraError, cameraProblem, type CameraSource } from './camera/source';
import { chooseEngine } from './engine';
import type { EngineStart } from './engine-start';
import type { Experience } from './experience/experience';
import type { Look } from './experience/tracking';
import { targetsOf } from './link';
import type { Mode } from './mode';
import { Player } from './player/player';
import type { Problem, Strings } from './strings';
import { arrival } from './telemetry/arrival';
import { asksNotToBeCounted } from './telemetry/privacy';
import { Session, silence, type Telemetry } from './telemetry/session';
import { h } from './ui/dom';
import { enterAtStart } from './ui/full-screen';
import type { Screens } from './ui/screens';
import type { Stage } from './ui/stage';

/** Everything that is not needed for the start page; fetched while the visitor reads it. */
const loadScene = () => import('./scene');

export interface VisitParts {
  link: Link;
  mode: Mode;
  strings: Strings;
  screens: Screens;
  root: HTMLElement;
}

export class Visit {
  private readonly session: Session | null;
  private readonly telemetry: Telemetry;
  private readonly player: Player;
  private readonly engine: string | null;
  private warm: EngineStart | null = null;
  private experience: Experience | null = null;
  private stage: Stage | null = null;
  private started = false;
  private refresh: () => void = () => undefined;

  constructor(private readonly parts: VisitParts) {
    this.session = parts.mode.tracks && !asksNotToBeCounted(navigator) ? new Session(parts.link) : null;
    this.telemetry = this.session ?? silence;
    this.engine = chooseEngine(parts.mode.engine, targetsOf(parts.link));
    const { telemetry } = this;
    const told = { telemetry, onChange: () => this.refresh(), onFailed: () => this.onVideoError() };
    this.player = new Player(film(), { ...told, languages: [document.documentElement.lang, ...navigator.languages] });
    const [first] = targetsOf(parts.link);
    if (first) this.player.load(first);
  }

  begin(): void {
    const { link, mode, screens } = this.parts;
    const demo = mode.source === 'demo';
    this.telemetry.once('view', 'view_started', { ...arrival(), ...(demo ? { demo } : {}) });
    addEventListener('pagehide', () => this.leave());
    document.addEventListener('visibilitychange', () => this.onVisibility());
    const { engine } = this;
    if (engine) void loadScene().then((scene) => (this.warm = scene.warmUp(engine, link)));
    if (mode.source === 'seq') return void this.start();
    screens.start(link, { demo, trial: mode.trial, onStart: () => void this.start(), onWatch: () => void this.watch() });
  }

  /** The tap on Start: camera and video are asked for in the one gesture. */
  private async start(): Promise<void> {
    const { link, mode } = this.parts;
    const camera = mode.source === 'live' ? new LiveCamera() : null;
    const opening = camera?.open();
    // The problem is dealt with below; until then nobody waits for this promise.
    opening?.catch(() => undefined);
    this.playWithin();
    if (camera) enterAtStart();
    if (!this.engine) return this.fail('engine_failed', 'unsupported');
    this.openStage(await loadScene(), camera);
    const onLook = mode.trial ? await this.openPanel() : undefined;
    try {
      const source = camera ?? (await loadScene()).drawnCamera(mode, link);
      await (opening ?? source.open());
      await this.run(source, this.engine, onLook);
    } catch (error) {
      this.refuse(error);
    }
  }

  /** Within a tap: from now on the video may play by itself. */
  private playWithin(): void {
    this.started = true;
    void this.player.unlock();
  }

  private openStage({ Stage }: Awaited<ReturnType<typeof loadScene>>, camera: LiveCamera | null): void {
    const { link, mode, root, strings } = this.parts;
    this.stage?.close();
    const pictureUrl = link.imageThumbnailUrl ?? link.imageUrl ?? '';
    Object.assign(this.player.video, { className: 'film' }).removeAttribute('style');
    const { player, telemetry } = this;
    const capture = { canvas: () => this.experience?.capture() ?? stage.canvas };
    const about = { demo: mode.source === 'demo', pictureUrl, share: this.address };
    const stage = new Stage(root, strings, { player, telemetry, camera, capture, ...about });
    if (mode.source === 'live') stage.say(strings.openingCamera);
    this.refresh = () => stage.refresh();
    if (camera) camera.onChange = this.refresh;
    this.stage = stage;
  }

  /** The numbers of a trial; visitors never load them. */
  private async openPanel(): Promise<(look: Look) => void> {
    const { TrialPanel } = await import('./trial/panel');
    const panel = new TrialPanel(this.parts.link.marker ?? { width: 1, height: 1 }, this.parts.strings.advice);
    this.stage?.add(panel.element);
    return panel.look;
  }

  private async run(camera: CameraSource, engine: string, onLook?: (look: Look) => void): Promise<void> {
    const { link, mode, strings } = this.parts;
    const { Experience, openRecord } = await loadScene();
    const { player, telemetry, stage } = this;
    if (!stage) return;
    const record = mode.source === 'seq' ? openRecord() : null;
    const onFailure = (): void => {
      record?.finish('engine_failed');
      this.fail('engine_failed', 'unsupported');
    };
    const { warm } = this;
    this.warm = null;
    const told = { telemetry, onFailure, onResult: record?.add, onLook };
    this.experience = new Experience({ targets: targetsOf(link), camera, engine, warm, player, stage, strings, ...told });
    await this.experience.run();
    record?.finish();
  }

  private refuse(error: unknown): void {
    const isCamera = error instanceof CameraError;
    if (!isCamera && this.parts.mode.source === 'demo') return this.fail('no_webgl', 'unsupported');
    const problem = cameraProblem(error);
    this.fail(problem, problem === 'denied' ? 'camera_denied' : 'unsupported');
  }

  private fail(problem: Problem, event: ViewEventType): void {
    this.experience?.close();
    this.experience = null;
    this.stage?.close();
    // One reason a visit: what stopped the camera first.
    this.telemetry.once('watching', event, { reason: problem });
    const canRetry = problem !== 'insecure' && problem !== 'no_camera_api';
    const onRetry = canRetry ? () => void this.start() : undefined;
    const onWatch = problem === 'video_failed' ? undefined : () => void this.watch();
    this.parts.screens.problem(problem, { onWatch, onRetry });
  }

  /** The tap on "Watch without camera". */
  private async watch(): Promise<void> {
    const { root, link, strings } = this.parts;
    this.playWithin();
    this.telemetry.once('watching', 'unsupported', { reason: 'chosen' });
    const { Watch } = await loadScene();
    const { player, telemetry, address: share } = this;
    const watch = new Watch({ root, targets: targetsOf(link), player, strings, telemetry, share });
    this.refresh = () => watch.refresh();
  }

  /** What "share" gives away: the link itself, not how this visitor came to it; a trial is nobody else's. */
  private get address(): Address | null {
    const { link, mode } = this.parts;
    return mode.trial ? null : { url: location.origin + location.pathname, title: link.title || document.title };
  }

  /** Before the tap nobody needs to know: `start` tries again. A trial may have no video at all. */
  private onVideoError(): void {
    if (this.started && this.parts.link.videos.length > 0) this.fail('video_failed', 'unsupported');
  }

  private onVisibility(): void {
    if (document.visibilityState === 'hidden') this.leave();
    else this.player.comeBack();
  }

  /** A phone may end a hidden page without another word: what is known is told when it hides. */
  private leave(): void {
    this.player.goAway();
    this.experience?.rest();
    this.telemetry.once('ended', 'session_ended', this.experience?.summary() ?? {});
    this.session?.flush();
  }
}

function film(): HTMLVideoElement {
  return h('video', { class: 'film', playsinline: true, crossorigin: 'anonymous', preload: 'auto' });
}

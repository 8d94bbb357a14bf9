/** One visit to a link: start page, then the camera or the way without it, then the end. */
import type { Link } from '../shared/api';
import { LiveCamera } from './camera/live';
import { cameraProblem } from './camera/source';
import type { Address } from './capture/share';
import { chooseEngine } from './engine';
import type { EngineStart } from './engine-start';
import { targetsOf } from './link';
import type { Languages } from './languages';
import { demoOf, type Mode } from './mode';
import { Player } from './player/player';
import type { Showing, ShowingParts } from './showing';
import { isShutIn, problemHere } from './states/here';
import { STATES } from './states/states';
import type { Problem } from './strings';
import { arrival } from './telemetry/arrival';
import { silence, type Session, type Telemetry } from './telemetry/session';
import { h } from './ui/dom';
import { enterAtStart } from './ui/full-screen';
import type { Screens } from './ui/screens';
import type { Watch } from './watch';

/** Everything that is not needed for the start page; fetched while the visitor reads it. */
const loadScene = () => import('./scene');

export interface VisitParts {
  link: Link;
  mode: Mode;
  languages: Languages;
  screens: Screens;
  root: HTMLElement;
  /** Null for a visit that is not counted. */
  session: Session | null;
}

export class Visit {
  private readonly telemetry: Telemetry;
  private readonly player: Player;
  private readonly engine: string | null;
  /** On its way since the start page; for whoever needs an engine first. */
  private warm: EngineStart | null = null;
  private showing: Showing | null = null;
  private watching: Watch | null = null;
  /** Rises with each tap and each end: what an earlier one began is over. */
  private turn = 0;
  private stopped = false;

  constructor(private readonly parts: VisitParts) {
    const telemetry = (this.telemetry = parts.session ?? silence);
    this.engine = chooseEngine(parts.mode.engine, targetsOf(parts.link));
    const told = { telemetry, onChange: () => this.refresh(), onUnseen: () => this.showing?.lift(), onFailed: () => this.onVideoError() };
    this.player = new Player(film(), { ...told, languages: [document.documentElement.lang, ...navigator.languages] });
    const [first] = targetsOf(parts.link);
    if (first) this.player.load(first);
  }

  begin(): void {
    const { link, mode, screens } = this.parts;
    const demo = mode.source === 'demo';
    this.telemetry.once('view', 'view_started', { ...arrival(), ...(demo ? { demo } : {}) });
    addEventListener('pagehide', () => this.leave());
    addEventListener('pageshow', () => this.player.comeBack());
    document.addEventListener('visibilitychange', () => this.onVisibility());
    const { engine } = this;
    // A start page that is only read needs none of it: `start` tries again.
    if (engine) void loadScene().then((scene) => (this.warm ??= scene.warmUp(engine, link)), () => undefined);
    if (mode.source === 'seq' || mode.now) return void this.start();
    if (mode.source === 'live' && isShutIn()) return this.fail('in_app');
    const onDemo = (): void => location.assign(demoOf(location.href));
    screens.start(link, { demo, trial: mode.trial, onStart: () => void this.start(), onWatch: () => void this.watch(), onDemo });
  }

  /** The tap on Start: camera and video are asked for in the one gesture. */
  private async start(): Promise<void> {
    const turn = this.begun();
    const { mode } = this.parts;
    const camera = mode.source === 'live' ? new LiveCamera() : null;
    const opening = camera?.open();
    // The problem is dealt with below; until then nobody waits for this promise.
    opening?.catch(() => undefined);
    void this.player.unlock();
    if (mode.source === 'live') enterAtStart();
    const scene = await loadScene().catch(() => null);
    if (turn !== this.turn) return camera?.close();
    if (!this.engine || !scene) {
      camera?.close();
      return this.fail(this.engine ? 'network' : 'engine_failed');
    }
    try {
      await this.show(new scene.Showing(this.showingParts(this.engine, camera, opening)), camera);
    } catch (error) {
      if (turn === this.turn) this.refuse(error);
    }
  }

  private showingParts(engine: string, camera: LiveCamera | null, opening: Promise<void> | undefined): ShowingParts {
    const { player, telemetry, address: share } = this;
    const { strings } = this.parts.languages;
    const takeWarm = (): EngineStart | null => this.takeWarm();
    const onFailure = (): void => this.fail('engine_failed');
    const onWatch = (): void => void this.watch();
    return { ...this.parts, strings, player, telemetry, engine, takeWarm, camera, opening, share, onFailure, onWatch };
  }

  private async show(showing: Showing, camera: LiveCamera | null): Promise<void> {
    this.showing = showing;
    if (camera) {
      camera.onChange = () => this.refresh();
      camera.onEnd = (problem) => this.fail(problem);
    }
    await showing.run();
  }

  private takeWarm(): EngineStart | null {
    const { warm } = this;
    this.warm = null;
    return warm;
  }

  /** A tap was heard, which says so, and cannot be made twice. */
  private begun(): number {
    this.close();
    this.parts.screens.loading();
    return this.turn;
  }

  private refuse(error: unknown): void {
    const isDrawn = this.parts.mode.source === 'demo';
    const problem = isDrawn ? drawnProblem(error) : cameraProblem(error);
    // No browser gives such a reason: it may be a mistake of ours.
    if (problem === 'unknown') console.error(error);
    this.fail(problem);
  }

  private fail(asked: Problem): void {
    this.close();
    this.stopped = true;
    const problem = problemHere(asked);
    this.telemetry.once(`problem ${problem}`, STATES[problem].event ?? 'unsupported', { reason: problem });
    this.parts.screens.problem(problem, { onWatch: () => void this.watch(), onRetry: () => this.retry(problem) });
  }

  /** A script that did not come is not asked for again by every browser: the whole page is. */
  private retry(problem: Problem): void {
    if (problem === 'network' || problem === 'offline') location.reload();
    else void this.start();
  }

  /** The tap on "Watch without camera". */
  private async watch(): Promise<void> {
    const turn = this.begun();
    const { player, telemetry, address: share } = this;
    void player.unlock();
    if (!this.stopped) telemetry.once('watching', 'unsupported', { reason: 'chosen' });
    const scene = await loadScene().catch(() => null);
    if (turn !== this.turn) return;
    if (!scene) return this.fail('network');
    this.takeWarm()?.cancel();
    const { link, root, languages: { strings } } = this.parts;
    this.watching = new scene.Watch({ root, strings, targets: targetsOf(link), player, telemetry, share, languages: this.parts.languages, onCamera: () => void this.start() });
  }

  /** What "share" gives away: the link itself, not how this visitor came to it; a trial is nobody else's. */
  private get address(): Address | null {
    const { link, mode } = this.parts;
    return mode.trial ? null : { url: location.origin + location.pathname, title: link.title || document.title };
  }

  private refresh(): void {
    this.showing?.refresh();
    this.watching?.refresh();
  }

  private close(): void {
    this.turn++;
    // What is not to be seen does not go on either, as when the page is seen again or the connection is back.
    this.player.leave('lost');
    this.showing?.close();
    this.watching?.close();
    this.showing = this.watching = null;
  }

  /** Where no video is to be seen nobody needs to know: it is asked for again when one is. A trial may have none at all. */
  private onVideoError(): void {
    if ((this.showing || this.watching) && this.player.count > 0) this.fail('video_failed');
  }

  private onVisibility(): void {
    if (document.visibilityState === 'hidden') this.leave();
    else this.player.comeBack();
  }

  /** A phone may end a hidden page without another word: what is known is told when it hides. */
  private leave(): void {
    this.player.goAway();
    this.showing?.rest();
    this.telemetry.once('ended', 'session_ended', { ...this.showing?.summary() });
    this.parts.session?.flush();
  }
}

/** Of a demonstration: its picture does not come, or it cannot be drawn. */
function drawnProblem(error: unknown): Problem {
  return (error as { name?: string } | null)?.name === 'EncodingError' ? 'network' : 'no_webgl';
}

function film(): HTMLVideoElement {
  return h('video', { class: 'film', playsinline: true, crossorigin: 'anonymous', preload: 'auto' });
}

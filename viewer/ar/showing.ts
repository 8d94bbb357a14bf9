/** One run of the camera: its stage, and the experience upon it. */
import type { Link } from '../shared/api';
import { DemoCamera } from './camera/demo';
import type { LiveCamera } from './camera/live';
import { SequenceCamera } from './camera/seq';
import type { CameraSource } from './camera/source';
import type { Address } from './capture/share';
import type { EngineStart } from './engine-start';
import { Experience, type Summary } from './experience/experience';
import type { Look } from './experience/tracking';
import type { Languages } from './languages';
import { targetsOf } from './link';
import { openRecord } from './measure';
import type { Mode } from './mode';
import type { Player } from './player/player';
import { hasSimd } from './simd';
import type { Note, Strings } from './strings';
import type { Telemetry } from './telemetry/session';
import { Stage } from './ui/stage';

export interface ShowingParts {
  root: HTMLElement;
  link: Link;
  mode: Mode;
  strings: Strings;
  languages: Languages;
  player: Player;
  telemetry: Telemetry;
  engine: string;
  /** Gives an engine that was started for a likely frame size, once. */
  takeWarm: () => EngineStart | null;
  /** The device's, on its way; null where the frames come from elsewhere. */
  camera: LiveCamera | null;
  opening: Promise<void> | undefined;
  /** What "share" gives away. */
  share: Address | null;
  onFailure: () => void;
  /** The visitor has had enough of looking for the picture. */
  onWatch: () => void;
}

export class Showing {
  private readonly stage: Stage;
  private experience: Experience | null = null;
  private closed = false;

  constructor(private readonly parts: ShowingParts) {
    const { root, link, mode, strings, languages, player, telemetry, camera, share } = parts;
    const pictures = targetsOf(link).map(({ imageThumbnailUrl, imageUrl }) => imageThumbnailUrl ?? imageUrl ?? '');
    const onWatch = mode.trial ? null : parts.onWatch;
    Object.assign(player.video, { className: 'film' }).removeAttribute('style');
    const capture = { canvas: () => this.experience?.capture() ?? this.stage.canvas };
    this.stage = new Stage(root, strings, { player, telemetry, demo: mode.source === 'demo', pictures, camera, capture, share, languages, onWatch });
    if (camera) this.stage.say(strings.openingCamera);
    addEventListener('offline', this.onOffline);
  }

  /** Until the camera has no more frames. Throws `CameraError` when it does not open. */
  async run(): Promise<void> {
    const { parts } = this;
    const { mode } = parts;
    const onLook = mode.trial ? await this.openPanel() : undefined;
    const camera = parts.camera ?? this.drawnCamera();
    await (parts.opening ?? camera.open());
    if (this.closed) return;
    const record = mode.source === 'seq' ? openRecord() : null;
    const onFailure = (): void => {
      record?.finish('engine_failed');
      parts.onFailure();
    };
    const { player, telemetry, strings, engine } = parts;
    const told = { telemetry, onFailure, onResult: record?.add, onLook, onSlow: () => this.note('slow'), onFlat: () => this.note('no_webgl') };
    const targets = targetsOf(parts.link);
    const warm = parts.takeWarm();
    this.experience = new Experience({ targets, camera, engine, warm, player, stage: this.stage, strings, ...told });
    if (!hasSimd()) this.note('no_simd');
    await this.experience.run();
    record?.finish();
  }

  refresh(): void {
    if (this.parts.player.stalled) this.tell('stalled');
    this.stage.refresh();
  }

  /** The video is wanted although its picture is gone. */
  lift(): void {
    this.experience?.lift();
  }

  /** The page is hidden. */
  rest(): void {
    this.experience?.rest();
  }

  summary(): Summary | null {
    return this.experience?.summary() ?? null;
  }

  close(): void {
    this.closed = true;
    removeEventListener('offline', this.onOffline);
    this.parts.camera?.close();
    this.experience?.close();
    this.stage.close();
  }

  private readonly onOffline = (): void => this.note('offline');

  /** Something is not as it should be, and it goes on all the same. */
  private note(name: Note): void {
    this.stage.note(this.parts.strings.notes[name]);
    this.tell(name);
  }

  private tell(name: Note): void {
    this.parts.telemetry.once(`note ${name}`, 'unsupported', { reason: name, goesOn: true });
  }

  private drawnCamera(): CameraSource {
    const { mode, link } = this.parts;
    return mode.source === 'seq' ? new SequenceCamera(mode.clip) : new DemoCamera(link.imageUrl ?? '');
  }

  /** The numbers of a trial; visitors never load them. */
  private async openPanel(): Promise<(look: Look) => void> {
    const { TrialPanel } = await import('./trial/panel');
    const panel = new TrialPanel(this.parts.link.marker ?? { width: 1, height: 1 }, this.parts.strings.advice);
    this.stage.add(panel.element);
    return panel.look;
  }
}

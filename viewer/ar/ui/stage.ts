/** What lies over the camera's picture: a hint, a quiet line, captions, and the controls. */
import type { Capture } from '../capture/capture';
import type { Address } from '../capture/share';
import type { Player } from '../player/player';
import type { Languages } from '../languages';
import type { Strings } from '../strings';
import type { Telemetry } from '../telemetry/session';
import { CaptionText } from './caption-text';
import type { CameraControls } from './controls/actions';
import { Controls } from './controls/controls';
import { h } from './dom';
import { Note } from './note';

export interface StageOptions {
  player: Player;
  telemetry: Telemetry;
  demo: boolean;
  /** Those to look for. */
  pictures: string[];
  camera?: CameraControls | null;
  capture?: Capture | null;
  /** What "share" gives away; null: nothing. */
  share?: Address | null;
  languages?: Languages;
  /** The way without a camera; null where there is none. */
  onWatch?: (() => void) | null;
}

/** Milliseconds without a picture after which the way without a camera is shown. */
const PATIENCE = 10_000;
/** More pictures than these say nothing more. */
const MOST = 3;

export class Stage {
  canvas = surface();
  private readonly hintText = h('p');
  private readonly loadBar = h('progress', { max: '1', class: 'load' });
  private readonly hint: HTMLElement;
  /** Always there, for who listens: what is said in a place that was hidden until now is missed. */
  private readonly told: HTMLElement;
  private readonly badge: HTMLElement;
  private readonly way: HTMLButtonElement;
  private timer = 0;
  private readonly quiet = new Note();
  private readonly captions: CaptionText;
  private readonly controls: Controls;

  constructor(root: HTMLElement, private readonly strings: Strings, private readonly options: StageOptions) {
    const { player, demo, pictures } = options;
    const shown = pictures.slice(0, MOST).map((src) => h('img', { alt: '', src }));
    this.hint = h('div', { class: 'hint' }, [...shown, h('div', {}, [this.hintText, this.loadBar])]);
    this.told = h('div', { role: 'status' }, [this.hint]);
    this.badge = h('span', { class: 'demo' }, [strings.demoBadge]);
    this.way = h('button', { class: 'chip', type: 'button', hidden: true }, [], { onclick: () => options.onWatch?.() });
    this.captions = new CaptionText(player);
    player.captions.drawByBrowser(false);
    this.controls = new Controls({ strings, ...options, note: (text) => this.note(text) });
    const dock = h('div', { class: 'dock' }, [this.quiet.element, this.captions.element, this.way, ...this.controls.above, this.controls.bar]);
    root.replaceChildren(h('div', { class: 'stage' }, [player.video, this.canvas, this.told, ...(demo ? [this.badge] : []), dock]));
    this.say(null);
    this.miss(true);
  }

  /** Whether there is no picture, whatever the reason: who has none at hand is not kept waiting for it. */
  miss(isMissed: boolean): void {
    clearTimeout(this.timer);
    this.way.hidden = true;
    if (isMissed && this.options.onWatch) this.timer = window.setTimeout(() => this.showWay(), PATIENCE);
  }

  private showWay(): void {
    this.way.textContent = this.strings.watch;
    this.way.hidden = false;
  }

  /** A sentence with the picture to look for; null takes it away. */
  say(text: string | null): void {
    this.hint.hidden = text === null;
    this.badge.hidden = text !== null;
    this.hintText.textContent = text ?? '';
    this.loadBar.hidden = true;
    this.told.removeAttribute('aria-busy');
  }

  /** Share of what must be there before the picture can be found, 0..1. */
  loading(share: number): void {
    this.say(this.strings.preparingAr.replace('{percent}', String(Math.round(100 * share))));
    // Nobody wants to hear every percent.
    this.told.setAttribute('aria-busy', 'true');
    this.loadBar.hidden = false;
    this.loadBar.value = share;
  }

  /** A quiet line for some seconds; it stops nothing. */
  note(text: string): void {
    this.quiet.say(text);
  }

  /** Lays something more over the camera's picture. */
  add(element: Element): void {
    this.told.before(element);
  }

  /** A fresh canvas in the place of one whose graphics are lost for good. */
  replaceCanvas(): HTMLCanvasElement {
    const canvas = surface();
    this.canvas.replaceWith(canvas);
    this.canvas = canvas;
    return canvas;
  }

  showControls(): void {
    this.controls.begin();
    this.refresh();
  }

  refresh(): void {
    this.quiet.hold(this.options.player.stalled ? this.strings.notes.stalled : null);
    this.captions.refresh();
    this.controls.refresh();
  }

  /** Another screen comes: nothing listens or films any more. */
  close(): void {
    clearTimeout(this.timer);
    this.controls.close();
  }
}

function surface(): HTMLCanvasElement {
  return h('canvas', { class: 'camera', 'aria-hidden': 'true' });
}

/** The bar at the foot of the stage, and what rises above it. */
import type { Capture } from '../../capture/capture';
import { shareAddress, type Address } from '../../capture/share';
import type { Player } from '../../player/player';
import type { Languages } from '../../languages';
import type { Strings } from '../../strings';
import type { Telemetry } from '../../telemetry/session';
import { h } from '../dom';
import { languagePicker } from '../language';
import { actions, playAction, soundAction, type ActionParts, type CameraControls } from './actions';
import { ActionButton } from './button';
import { Call } from './call';
import { CaptionsControl } from './captions';
import { Filming } from './filming';
import { Flyout } from './flyout';
import { KeptSheet } from './kept';
import { Seek } from './seek';
import { isOneRow, slots } from './slots';
import { SoundHint } from './sound-hint';

/** What helps to find the picture, before there is a video to control: in the dark nothing is found without the lamp. */
const SEARCHING = ['torch', 'lens'];

export interface ControlsParts {
  strings: Strings;
  player: Player;
  telemetry: Telemetry;
  camera?: CameraControls | null;
  capture?: Capture | null;
  /** What "share" gives away; null: nothing. */
  share?: Address | null;
  /** Where the video element itself is to be seen. */
  visible?: boolean;
  /** To choose from. */
  languages?: Languages | undefined;
  /** The way to the camera. */
  onCamera?: (() => void) | null;
  /** A quiet line for some seconds. */
  note: (text: string) => void;
}

export class Controls {
  /** The bar, and what stands above it from top to bottom. */
  readonly bar: HTMLElement;
  readonly above: HTMLElement[];
  private searching: boolean;
  private readonly play: ActionButton;
  private readonly others: ActionButton[];
  private readonly captions: CaptionsControl;
  private readonly more: Flyout;
  private readonly seek: Seek;
  private readonly call: Call;
  private readonly hint: SoundHint;
  private readonly filming: Filming | null;
  private readonly picker: HTMLSelectElement | null;
  private readonly ended: () => void;
  private readonly row = h('div', { class: 'buttons' });
  private readonly watcher = new ResizeObserver(() => this.refresh());
  private readonly refreshing = (): void => this.refresh();
  private readonly pressed = ({ target }: Event): void => this.onPress(target);

  constructor(private readonly parts: ControlsParts) {
    const { strings, player, telemetry, capture, languages, share = null, visible = false } = parts;
    this.searching = !visible;
    const sheet = new KeptSheet(strings, share);
    const title = share?.title ?? '';
    const told = { onChange: this.refreshing, onFailed: () => parts.note(strings.captureFailed) };
    this.filming = capture ? new Filming({ capture, video: player.video, strings, sheet, title, ...told }) : null;
    const offered = this.actionParts(share);
    this.play = new ActionButton(playAction(offered), this.refreshing);
    this.others = [soundAction(offered), ...actions(offered)].map((action) => new ActionButton(action, () => this.acted()));
    this.captions = new CaptionsControl(player.captions, strings, this.refreshing);
    this.more = new Flyout({ name: 'more', icon: () => 'more', label: () => strings.more }, this.refreshing);
    this.picker = languages ? languagePicker(languages) : null;
    this.seek = new Seek(player, strings);
    this.call = new Call(player, telemetry);
    this.hint = new SoundHint(player, strings, this.refreshing);
    const lists = [this.captions.flyout.list, this.more.list];
    this.bar = h('div', { class: 'controls', role: 'group' }, [
      this.play.element, this.seek.element, this.row, ...lists,
    ]);
    const prompts = [this.call.element, this.hint.element, ...(this.filming ? [this.filming.ring] : [])];
    this.above = [sheet.element, h('div', { class: 'prompts' }, prompts)];
    this.ended = languages?.onChange(() => this.relabel()) ?? ((): void => undefined);
    this.relabel();
    this.watcher.observe(this.bar);
    document.addEventListener('pointerdown', this.pressed);
    document.addEventListener('fullscreenchange', this.refreshing);
  }

  /** There is a video to control from now on. */
  begin(): void {
    this.searching = false;
    this.refresh();
  }

  refresh(): void {
    this.captions.refresh();
    this.lay();
    for (const button of [this.play, ...this.others, this.more.button]) button.refresh();
    this.captions.button?.refresh();
    this.play.element.classList.toggle('waits', this.parts.player.stalled);
    this.seek.refresh();
    this.call.refresh();
    this.hint.refresh();
  }

  /** For who came here by keyboard. */
  focus(): void {
    this.play.element.focus({ preventScroll: true });
  }

  close(): void {
    this.ended();
    this.watcher.disconnect();
    document.removeEventListener('pointerdown', this.pressed);
    document.removeEventListener('fullscreenchange', this.refreshing);
    this.filming?.close();
  }

  /** Says everything in the page's language. */
  private relabel(): void {
    const { strings } = this.parts;
    this.bar.setAttribute('aria-label', strings.controls);
    this.picker?.setAttribute('aria-label', strings.language);
    for (const part of [this.seek, this.hint, this.filming]) part?.relabel();
    this.refresh();
  }

  private actionParts(share: Address | null): ActionParts {
    const { strings, player, camera = null, visible = false, onCamera = null } = this.parts;
    const onShare = share && ((): void => void this.share(share));
    return { strings, player, camera, filming: this.filming, visible, onShare, onCamera, onChange: this.refreshing };
  }

  /** Puts each button where it has room. Only what changes its place is moved, so that a finger stays on its button. */
  private lay(): void {
    const { searching } = this;
    const [sound, ...rest] = this.others.filter(({ offered, action }) => offered && (!searching || SEARCHING.includes(action.name)));
    const captions = searching ? null : this.captions.button;
    const all = [...(sound ? [sound] : []), ...(captions ? [captions] : []), ...rest].map(({ element }) => element);
    this.play.element.hidden = this.seek.element.hidden = searching;
    this.bar.hidden = all.length === 0;
    this.bar.classList.toggle('searching', searching);
    const { clientWidth } = this.bar;
    this.bar.classList.toggle('one-row', isOneRow(clientWidth));
    const extra = this.picker && !searching ? [this.picker] : [];
    const shown = slots(clientWidth, all.length + 1, extra.length > 0) - 1;
    const isCut = shown < all.length || extra.length > 0;
    place(this.row, [...all.slice(0, shown), ...(isCut ? [this.more.button.element] : [])]);
    this.more.fill([...all.slice(shown), ...extra]);
    if (!isCut) this.more.close();
  }

  private acted(): void {
    this.more.close();
    this.refresh();
  }

  /** A tap elsewhere closes what is open. */
  private onPress(target: EventTarget | null): void {
    for (const flyout of [this.more, this.captions.flyout]) if (!flyout.contains(target)) flyout.close();
  }

  private async share(address: Address): Promise<void> {
    const { strings, note } = this.parts;
    const end = await shareAddress(address);
    if (end !== 'shared') note(end === 'copied' ? strings.copied : strings.captureFailed);
  }
}

function place(parent: HTMLElement, wanted: HTMLElement[]): void {
  const { children } = parent;
  if (wanted.length === children.length && wanted.every((element, i) => element === children[i])) return;
  parent.replaceChildren(...wanted);
}

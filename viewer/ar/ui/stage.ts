/** What lies over the camera's picture: a hint, and the video's controls. */
import type { Player } from '../player';
import type { Strings } from '../strings';
import { h, icon, type IconName } from './dom';

export class Stage {
  readonly canvas = h('canvas', { class: 'camera', 'aria-hidden': 'true' });
  private readonly hintText = h('p', { role: 'status' });
  private readonly loadBar = h('progress', { max: '1', class: 'load' });
  private readonly hintPicture = h('img', { alt: '' });
  private readonly hint = h('div', { class: 'hint' }, [this.hintPicture, h('div', {}, [this.hintText, this.loadBar])]);
  private readonly controls: Controls;

  constructor(root: HTMLElement, private readonly strings: Strings, player: Player, options: { demo: boolean; pictureUrl: string }) {
    this.hintPicture.src = options.pictureUrl;
    this.controls = new Controls(strings, player);
    const badge = options.demo ? [h('span', { class: 'demo' }, [strings.demoBadge])] : [];
    root.replaceChildren(
      h('div', { class: 'stage' }, [player.video, this.canvas, ...badge, this.hint, this.controls.element]),
    );
    this.controls.element.hidden = true;
    this.say(null);
  }

  /** A sentence with the picture to look for; null takes it away. */
  say(text: string | null): void {
    this.hint.hidden = text === null;
    this.hintText.textContent = text ?? '';
    this.loadBar.hidden = true;
  }

  /** Share of what must be there before the picture can be found, 0..1. */
  loading(share: number): void {
    this.say(this.strings.preparingAr.replace('{percent}', String(Math.round(100 * share))));
    this.loadBar.hidden = false;
    this.loadBar.value = share;
  }

  /** Lays something more over the camera's picture. */
  add(element: HTMLElement): void {
    this.hint.before(element);
  }

  showControls(): void {
    this.controls.element.hidden = false;
    this.controls.refresh();
  }

  refresh(): void {
    this.controls.refresh();
  }
}

/** Play, sound, again, and how far it is. */
export class Controls {
  private readonly playButton: HTMLButtonElement;
  private readonly soundButton: HTMLButtonElement;
  private readonly replayButton: HTMLButtonElement;
  private readonly bar: HTMLProgressElement;
  readonly element: HTMLElement;

  constructor(private readonly strings: Strings, private readonly player: Player) {
    this.playButton = this.button(() => player.toggle());
    this.soundButton = this.button(() => player.toggleSound());
    this.replayButton = this.button(() => player.replay());
    this.bar = h('progress', { max: '1', 'aria-label': strings.progress });
    this.element = h('div', { class: 'controls' }, [this.playButton, this.bar, this.replayButton, this.soundButton]);
    this.refresh();
  }

  refresh(): void {
    const { strings, player } = this;
    const { video } = player;
    label(this.playButton, player.playing ? 'pause' : 'play', player.playing ? strings.pause : strings.play);
    label(this.soundButton, video.muted ? 'soundOff' : 'soundOn', video.muted ? strings.soundOn : strings.soundOff);
    label(this.replayButton, 'replay', strings.replay);
    this.bar.value = video.duration > 0 ? Math.min(1, video.currentTime / video.duration) : 0;
  }

  private button(onclick: () => void): HTMLButtonElement {
    return h('button', { class: 'round', type: 'button' }, [], {
      onclick: () => {
        onclick();
        this.refresh();
      },
    });
  }
}

/** Leaves a button alone that already says so: replacing its icon under a finger would swallow the tap. */
function label(button: HTMLButtonElement, name: IconName, text: string): void {
  if (button.dataset['icon'] === name) return;
  button.dataset['icon'] = name;
  button.setAttribute('aria-label', text);
  button.title = text;
  button.replaceChildren(icon(name));
}

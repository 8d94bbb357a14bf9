/** One thing that the visitor can do, as a button: an icon in the bar, and an icon with its words in a menu. */
import { h } from '../dom';
import { controlIcon, type ControlIcon } from './icons';

export interface Action {
  /** Stays the same whatever the button says; for style and for tests. */
  name: string;
  icon: () => ControlIcon;
  label: () => string;
  /** For what is on or off under one label. */
  pressed?: () => boolean;
  /** Whether it can be done now. */
  offered?: () => boolean;
  act: () => void;
}

export class ActionButton {
  readonly element: HTMLButtonElement;
  private readonly word = h('span', { class: 'word' });
  private readonly sign = h('span', { class: 'glyph' });
  private shown: ControlIcon | null = null;

  constructor(readonly action: Action, onAct: () => void) {
    this.element = h('button', { class: 'round', type: 'button', 'data-action': action.name }, [this.sign, this.word], {
      onclick: () => {
        action.act();
        onAct();
      },
    });
    this.refresh();
  }

  get offered(): boolean {
    return this.action.offered?.() ?? true;
  }

  refresh(): void {
    const { element, word, action } = this;
    const icon = action.icon();
    // What says so already is left alone: replacing an icon under a finger would swallow the tap.
    if (icon !== this.shown) this.sign.replaceChildren(controlIcon(icon));
    this.shown = icon;
    const label = action.label();
    if (word.textContent !== label) element.title = word.textContent = label;
    if (action.pressed) element.setAttribute('aria-pressed', String(action.pressed()));
  }
}

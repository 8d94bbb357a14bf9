/** A button that opens a small list of further buttons above the bar. */
import { h } from '../dom';
import { ActionButton, type Action } from './button';

let made = 0;

export class Flyout {
  readonly list: HTMLElement;
  readonly button: ActionButton;

  constructor(action: Omit<Action, 'act'>, private readonly onToggle: () => void) {
    const id = `flyout-${++made}`;
    this.list = h('div', { class: 'flyout', id, role: 'group', hidden: true });
    this.button = new ActionButton({ ...action, act: () => this.toggle() }, onToggle);
    this.button.element.setAttribute('aria-controls', id);
    this.list.addEventListener('keydown', (event) => this.onKey(event));
    this.button.element.addEventListener('keydown', (event) => this.onKey(event));
    this.mark();
  }

  get isOpen(): boolean {
    return !this.list.hidden;
  }

  /** Takes the buttons that it shows; they are left as they are when nothing changes. */
  fill(buttons: HTMLElement[]): void {
    this.list.setAttribute('aria-label', this.button.action.label());
    const { children } = this.list;
    if (buttons.length === children.length && buttons.every((button, i) => button === children[i])) return;
    this.list.replaceChildren(...buttons);
  }

  contains(target: EventTarget | null): boolean {
    return target instanceof Node && (this.list.contains(target) || this.button.element.contains(target));
  }

  close(): void {
    if (!this.isOpen) return;
    const hadFocus = this.list.contains(document.activeElement);
    this.list.hidden = true;
    this.mark();
    if (hadFocus) this.button.element.focus();
  }

  private toggle(): void {
    if (this.isOpen) return this.close();
    this.list.hidden = false;
    this.mark();
    this.onToggle();
    this.list.querySelector<HTMLElement>('button, select')?.focus();
  }

  private mark(): void {
    this.button.element.setAttribute('aria-expanded', String(this.isOpen));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.isOpen) return;
    event.stopPropagation();
    this.close();
  }
}

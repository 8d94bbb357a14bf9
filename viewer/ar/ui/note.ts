/** A line that stops nothing: it goes by itself, or with what it is about. */
import { h } from './dom';

/** Milliseconds in which it can be read. */
const PATIENCE = 5000;

export class Note {
  readonly element = h('p', { class: 'note', role: 'status' });
  private held: string | null = null;
  private passing: string | null = null;
  private timer = 0;

  /** For some seconds. */
  say(text: string): void {
    clearTimeout(this.timer);
    this.passing = text;
    this.timer = window.setTimeout(() => {
      this.passing = null;
      this.show();
    }, PATIENCE);
    this.show();
  }

  /** As long as it holds; null: no more. */
  hold(text: string | null): void {
    if (text === this.held) return;
    this.held = text;
    this.show();
  }

  private show(): void {
    this.element.textContent = this.passing ?? this.held ?? '';
  }
}

/** What was filmed or photographed: to share, to keep, or to leave. */
import type { Kept } from '../../capture/capture';
import { canShareFile, save, shareFile, type Address } from '../../capture/share';
import type { Strings } from '../../strings';
import { copy } from '../copy';
import { h } from '../dom';
import { controlIcon } from './icons';

export class KeptSheet {
  readonly element = h('div', { class: 'kept', role: 'dialog', tabindex: '-1', hidden: true });
  private before: Element | null = null;

  constructor(private readonly strings: Strings, private readonly address: Address | null) {
    this.element.addEventListener('keydown', (event) => event.key === 'Escape' && this.close());
  }

  show(kept: Kept, title: string): void {
    const { strings, element } = this;
    const button = (label: string, kind: string, onclick: () => void): HTMLElement =>
      h('button', { class: kind, type: 'button' }, [label], { onclick });
    const sharing = canShareFile(kept.file);
    const share = button(strings.share, 'chip', () => void this.share(kept.file));
    const keep = button(strings.save, sharing ? 'chip plain' : 'chip', () => save(kept.file));
    const copy = button(strings.copyLink, 'chip plain', () => void this.copy(copy));
    const close = button('', 'round', () => this.close());
    close.append(controlIcon('close'));
    close.setAttribute('aria-label', strings.close);
    kept.still.setAttribute('aria-hidden', 'true');
    element.setAttribute('aria-label', title);
    element.replaceChildren(kept.still, h('p', {}, [title]), close, h('div', { class: 'ways' }, [...(sharing ? [share] : []), keep, ...(sharing || !this.address ? [] : [copy])]));
    this.before ??= document.activeElement;
    element.hidden = false;
    element.focus();
  }

  close(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
    if (this.before instanceof HTMLElement) this.before.focus();
    this.before = null;
  }

  private async copy(button: HTMLElement): Promise<void> {
    if (this.address && (await copy(this.address.url))) button.textContent = this.strings.copied;
  }

  private async share(file: File): Promise<void> {
    if (!(await shareFile(file, this.address))) save(file);
  }
}

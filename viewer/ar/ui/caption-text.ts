/** Captions where the browser cannot draw them: the video is a texture, so its words lie over the stage. */
import type { Player } from '../player/player';
import { h } from './dom';

export class CaptionText {
  readonly element = h('div', { class: 'captions', hidden: true });
  private shown = '';

  constructor(private readonly player: Player) {}

  refresh(): void {
    const { captions, seen } = this.player;
    const { language } = captions;
    // What a video says that is not to be seen nobody understands.
    const lines = seen ? captions.lines : [];
    const text = lines.map(({ textContent }) => textContent).join('\n');
    if (text === this.shown && this.element.lang === (language ?? '')) return;
    this.shown = text;
    this.element.lang = language ?? '';
    this.element.hidden = text === '';
    // Each line goes the way its own script goes.
    this.element.replaceChildren(...lines.map((line) => h('p', { dir: 'auto' }, [line])));
  }
}

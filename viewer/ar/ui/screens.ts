/** The pages that are not the camera: loading, start, each dead end with its ways on, and the door with a password. */
import type { Link } from '../../shared/api';
import type { Languages } from '../languages';
import type { Refusal } from '../link';
import type { Problem } from '../strings';
import { h } from './dom';
import { languagePicker } from './language';
import { passwordScreen } from './password';
import { problemScreen, type WaysOn } from './problem';
import { startScreen, type StartOptions } from './start';

export class Screens {
  /** Draws the screen that shows once more, in another language. */
  private redraw: () => void = () => undefined;
  /** Takes back what the screen that shows waits for. */
  private leave: () => void = () => undefined;
  private shown: Element | null = null;
  private isFirst = true;

  /** `code` is where a QR code of the page is drawn; null when it would lead nowhere. */
  constructor(private readonly root: HTMLElement, private readonly languages: Languages, private readonly code: string | null) {
    languages.onChange(() => {
      // A stage may have taken the place; it speaks for itself.
      if (this.shown?.isConnected) this.redraw();
    });
  }

  loading(): void {
    this.draw(() => [h('p', { class: 'quiet', role: 'status' }, [this.languages.strings.loading])], null);
  }

  start(link: Link, options: StartOptions): void {
    this.draw(() => startScreen(link, this.languages.strings, options, this.code), null, 'card beside');
  }

  /** Offers those of the ways that help with this problem. */
  problem(problem: Problem, ways: WaysOn = {}): void {
    this.draw((leaving) => problemScreen(problem, this.languages, ways, this.code, leaving), problem);
  }

  /** `onPassword` answers with why the link stays closed, or with null when it has taken the screen's place. */
  password(onPassword: (password: string) => Promise<Refusal | null>, ways: WaysOn = {}): void {
    this.draw(() => passwordScreen(this.languages.strings, onPassword, ways), 'password');
  }

  private draw(children: (leaving: AbortSignal) => Node[], problem: Problem | null, layout = 'card'): void {
    this.leave();
    const leaving = new AbortController();
    this.leave = () => leaving.abort();
    this.redraw = () => this.draw(children, problem, layout);
    const picker = languagePicker(this.languages);
    const hadPicker = document.activeElement?.classList.contains('language');
    const card = h('div', { class: layout }, [...children(leaving.signal), ...(picker ? [picker] : [])]);
    this.root.replaceChildren(card);
    this.shown = card;
    mark(problem);
    if (hadPicker) picker?.focus();
    else this.focusHeading(card);
  }

  /** Who listens to the page is told of the new screen; the very first the browser reads itself. A form begins with its field. */
  private focusHeading(card: Element): void {
    const heading = card.querySelector('h1');
    if (!heading) return;
    heading.tabIndex = -1;
    const field = card.querySelector<HTMLInputElement>('input[type=password]');
    if (field) field.focus({ preventScroll: true });
    else if (!this.isFirst) heading.focus({ preventScroll: true });
    this.isFirst = false;
  }
}

/** For style and for tests. */
function mark(problem: Problem | null): void {
  if (problem) document.body.dataset['problem'] = problem;
  else delete document.body.dataset['problem'];
}

/** The pages that are not the camera: loading, start, and each problem with a way on. */
import type { Link } from '../../shared/api';
import { linkAddress } from '../link';
import type { Problem, Strings } from '../strings';
import { h, playSign } from './dom';

export interface StartOptions {
  demo: boolean;
  trial: boolean;
  onStart: () => void;
  onWatch: () => void;
}

export interface WaysOn {
  onRetry?: (() => void) | undefined;
  onWatch?: (() => void) | undefined;
}

/** Problems that another browser solves. */
const OTHER_BROWSER: Problem[] = ['no_camera_api', 'unknown', 'engine_failed'];

export class Screens {
  constructor(private readonly root: HTMLElement, private readonly strings: Strings) {}

  loading(): void {
    this.show(h('p', { class: 'quiet', role: 'status' }, [this.strings.loading]));
  }

  start(link: Link, { demo, trial, onStart, onWatch }: StartOptions): void {
    const { strings } = this;
    const button = h('button', { class: 'primary', type: 'button' }, [demo ? strings.startDemo : strings.start], {
      onclick: onStart,
    });
    const watch = h('button', { class: 'link', type: 'button' }, [strings.watch], { onclick: onWatch });
    this.show(
      this.poster(link),
      h('h1', {}, [link.title || strings.headline]),
      h('p', { class: 'lead' }, [strings.instruction]),
      button,
      ...(trial ? [] : [watch]),
      h('p', { class: 'quiet' }, [demo ? strings.demoNote : trial ? strings.trialNote : strings.privacy]),
      ...(demo ? [] : this.phoneCode(trial)),
    );
  }

  problem(problem: Problem, ways: WaysOn = {}): void {
    const { strings } = this;
    const [title, words] = strings.problems[problem] as [string, string];
    const buttons: HTMLElement[] = [];
    const add = (label: string, onclick: () => void): void => {
      const kind = buttons.length === 0 ? 'primary' : 'secondary';
      buttons.push(h('button', { class: kind, type: 'button' }, [label], { onclick }));
    };
    if (ways.onWatch) add(strings.watch, ways.onWatch);
    if (ways.onRetry) add(strings.retry, ways.onRetry);
    if (OTHER_BROWSER.includes(problem)) buttons.push(this.copyButton());
    this.show(h('div', { class: 'problem', role: 'alert' }, [h('h1', {}, [title]), h('p', { class: 'lead' }, [words])]), ...buttons);
    document.body.dataset['problem'] = problem;
  }

  private show(...children: HTMLElement[]): void {
    delete document.body.dataset['problem'];
    this.root.replaceChildren(h('div', { class: 'card' }, children));
  }

  private poster(link: Link): HTMLElement {
    const source = link.imageThumbnailUrl ?? link.imageUrl ?? '';
    const { width, height } = link.marker ?? { width: 4, height: 3 };
    const picture = h('img', { alt: this.strings.pictureAlt, src: source, width: String(width), height: String(height) });
    return h('figure', { class: 'poster' }, [picture, h('span', { class: 'badge' }, [playSign()])]);
  }

  private copyButton(): HTMLElement {
    const button = h('button', { class: 'link', type: 'button' }, [this.strings.copyLink], {
      onclick: () => void navigator.clipboard?.writeText(location.href).then(() => (button.textContent = this.strings.copied)),
    });
    return button;
  }

  /** On a computer: the code that takes the page to a phone. A loopback address leads no phone here. */
  private phoneCode(trial: boolean): HTMLElement[] {
    const isDesktop = matchMedia('(hover: hover) and (pointer: fine) and (min-width: 900px)').matches;
    if (!isDesktop || /^(127\.|localhost$|\[::1\])/.test(location.hostname)) return [];
    const code = h('img', { alt: '', src: `${linkAddress(location, trial)}/qr?format=svg`, width: '120', height: '120' });
    const figure = h('figure', { class: 'phone' }, [code, h('figcaption', {}, [this.strings.phoneHint])]);
    code.addEventListener('error', () => figure.remove());
    return [figure];
  }
}

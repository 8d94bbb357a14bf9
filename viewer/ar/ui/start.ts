/** The first screen: what it is, what will happen, and one button. */
import type { Link } from '../../shared/api';
import type { Strings } from '../strings';
import { h, playSign } from './dom';
import { isComputer, phoneCode } from './phone-code';

export interface StartOptions {
  demo: boolean;
  trial: boolean;
  onStart: () => void;
  onWatch: () => void;
  /** On a computer: the demonstration on the picture, here and now. */
  onDemo?: (() => void) | undefined;
}

export function startScreen(link: Link, strings: Strings, options: StartOptions, code: string | null): Node[] {
  const { demo, trial } = options;
  const phone = demo ? null : phoneCode(strings, code);
  const note = demo ? strings.demoNote : trial ? strings.trialNote : strings.privacy;
  return [
    poster(link, strings),
    h('div', { class: 'words' }, [
      h('h1', {}, [link.title || strings.headline]),
      h('p', { class: 'lead' }, [demo ? strings.demoNote : strings.instruction]),
      ...(phone ? [phone] : []),
      ...buttons(strings, options),
      ...(demo ? [] : [h('p', { class: 'quiet' }, [note])]),
    ]),
  ];
}

function buttons(strings: Strings, { demo, trial, onStart, onWatch, onDemo }: StartOptions): Node[] {
  const button = (kind: string, label: string, onclick: () => void): Node => h('button', { class: kind, type: 'button' }, [label], { onclick });
  return [
    button('primary', demo ? strings.startDemo : strings.start, onStart),
    ...(onDemo && !demo && !trial && isComputer() ? [button('secondary', strings.seeDemo, onDemo)] : []),
    ...(trial ? [] : [button('link', strings.watch, onWatch)]),
  ];
}

function poster(link: Link, strings: Strings): HTMLElement {
  const source = link.imageThumbnailUrl ?? link.imageUrl ?? '';
  const { width, height } = link.marker ?? { width: 4, height: 3 };
  const picture = h('img', { alt: strings.pictureAlt, width: String(width), height: String(height), fetchpriority: 'high', src: source });
  return h('figure', { class: 'poster' }, [picture, h('span', { class: 'badge' }, [playSign()])]);
}

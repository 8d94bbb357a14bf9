/** The first screen: what it is, what will happen, and one button. */
import type { Link } from '../../shared/api';
import { targetsOf } from '../link';
import type { Strings } from '../strings';
import { h, outline, PLAY } from './dom';
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
  const isOne = targetsOf(link).length < 2;
  const instruction = isOne ? strings.instruction : strings.instructionSeveral;
  return [
    poster(link, strings, options.onStart),
    h('div', { class: 'words' }, [
      h('h1', {}, [link.title || (isOne ? strings.headline : strings.headlineSeveral)]),
      h('p', { class: 'lead' }, [demo ? strings.demoNote : instruction]),
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

/** More pictures than these say nothing more. */
const MOST = 3;

/** It looks as if a tap on it played something, so it does; who cannot point has the button. */
function poster(link: Link, strings: Strings, onclick: () => void): HTMLElement {
  const targets = targetsOf(link);
  const shown = targets.slice(0, MOST).map(({ marker, imageThumbnailUrl, imageUrl }) => {
    const sides = { width: String(marker.width), height: String(marker.height) };
    return h('img', { alt: strings.pictureAlt, ...sides, fetchpriority: 'high', src: imageThumbnailUrl ?? imageUrl ?? '' });
  });
  const kind = shown.length > 1 ? 'poster fan' : 'poster';
  return h('figure', { class: kind }, [...shown, h('span', { class: 'badge' }, [outline(PLAY)])], { onclick });
}

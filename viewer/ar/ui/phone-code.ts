/** On a computer: the code that takes the page to a phone. */
import type { Strings } from '../strings';
import { h } from './dom';

/** Null on a phone, and where the address leads no phone here. It goes by itself when there is no code after all. */
export function phoneCode(strings: Strings, address: string | null): HTMLElement | null {
  if (!address || !isComputer()) return null;
  const code = h('img', { alt: strings.phoneCodeAlt, src: address, width: '148', height: '148' });
  const figure = h('figure', { class: 'phone' }, [code, h('figcaption', {}, [strings.phoneHint])]);
  code.addEventListener('error', () => figure.remove());
  return figure;
}

export function isComputer(): boolean {
  return matchMedia('(hover: hover) and (pointer: fine) and (min-width: 900px)').matches;
}

/** A loopback address is another machine's on every other machine. */
export function leadsHere(hostname: string): boolean {
  return !/^(127\.|localhost$|\[::1\])/.test(hostname);
}

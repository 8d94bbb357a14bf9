/** Copying an address, also where the page may not reach the clipboard. */
import type { Strings } from '../strings';
import { h } from './dom';

/** For the page's own. */
export function copyButton(strings: Strings, kind: string): HTMLElement[] {
  const heard = h('p', { class: 'heard', role: 'status' });
  const button = h('button', { class: kind, type: 'button' }, [strings.copyLink], { onclick: () => void tap() });
  const tap = async (): Promise<void> => {
    if (!(await copy(location.href))) return button.replaceWith(byHand(strings));
    button.textContent = heard.textContent = strings.copied;
  };
  return [button, heard];
}

/** Browsers without a secure page have the old command only, and an app's browser may have neither. False: it is not done. */
export async function copy(text: string): Promise<boolean> {
  const isDone = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  return isDone || copySelected(text);
}

function copySelected(text: string): boolean {
  const field = h('textarea', { class: 'aside', readonly: true, 'aria-hidden': 'true' }, [text]);
  document.body.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
  }
}

function byHand(strings: Strings): HTMLElement {
  const field = h('input', { type: 'text', readonly: true, value: location.href });
  field.addEventListener('focus', () => field.select());
  return h('label', { class: 'field' }, [h('span', {}, [strings.copyByHand]), field]);
}

/** The button that copies the page's address, also where the page may not reach the clipboard. */
import type { Strings } from '../strings';
import { h } from './dom';

export function copyButton(strings: Strings, kind: string): HTMLElement {
  const label = h('span', { role: 'status' }, [strings.copyLink]);
  const button = h('button', { class: kind, type: 'button' }, [label], {
    onclick: () => void copy(location.href).then((done) => (done ? (label.textContent = strings.copied) : button.replaceWith(byHand(strings)))),
  });
  return button;
}

/** Browsers without a secure page have the old command only, and an app's browser may have neither. */
async function copy(text: string): Promise<boolean> {
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

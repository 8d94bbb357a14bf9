/** The door of a link that its owner protects with a password. */
import type { Refusal } from '../link';
import type { Strings } from '../strings';
import { h } from './dom';
import { webAddress, type WaysOn } from './problem';
import { sign } from './signs';

export function passwordScreen(
  strings: Strings,
  onPassword: (password: string) => Promise<Refusal | null>,
  { fallback }: WaysOn,
): Node[] {
  const [title, words] = strings.problems.password;
  const refusals: Record<Refusal, string> = {
    wrong: strings.wrongPassword,
    many: strings.manyPasswords,
    network: strings.passwordNotSent,
  };
  const field = h('input', { type: 'password', required: true, autocomplete: 'current-password', 'aria-describedby': 'refusal' });
  const button = h('button', { class: 'primary', type: 'submit' }, [strings.unlock]);
  const refusal = h('p', { class: 'refusal', id: 'refusal', role: 'alert' });
  const label = h('label', { class: 'field' }, [h('span', {}, [strings.password]), field]);
  const form = h('form', { class: 'door' }, [label, refusal, button]);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void ask();
  });
  const ask = async (): Promise<void> => {
    refusal.textContent = '';
    button.disabled = true;
    button.textContent = strings.unlocking;
    const answer = await onPassword(field.value);
    button.disabled = false;
    button.textContent = strings.unlock;
    field.setAttribute('aria-invalid', String(answer === 'wrong'));
    if (!answer) return;
    refusal.textContent = refusals[answer];
    field.select();
  };
  const href = webAddress(fallback?.url);
  const elsewhere = href ? [h('a', { class: 'link', href, rel: 'noopener' }, [fallback?.label || strings.fallback])] : [];
  return [h('div', { class: 'problem' }, [sign('password'), h('h1', {}, [title]), h('p', { class: 'lead' }, [words])]), form, ...elsewhere];
}

/** The choice of a language. */
import type { Languages } from '../languages';
import { h } from './dom';

/** Null when there is nothing to choose from. */
export function languagePicker(languages: Languages): HTMLSelectElement | null {
  if (languages.all.length < 2) return null;
  const options = languages.all.map(({ tag, name }) => h('option', { value: tag, lang: tag, selected: tag === languages.current }, [name]));
  const picker = h('select', { class: 'language', 'aria-label': languages.strings.language }, options);
  picker.addEventListener('change', () => void languages.choose(picker.value));
  return picker;
}

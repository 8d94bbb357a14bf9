/** The visitor's language: `?lang=`, else the browser's first that there is a file for, else English. */
import { en, type Strings } from './strings/en';
import { ru } from './strings/ru';

export type { Problem, Strings } from './strings/en';

const LANGUAGES: Record<string, Strings> = { en, ru };

export function chooseLanguage(asked: string | null, preferred: readonly string[]): string {
  const wanted = [asked ?? '', ...preferred].map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((tag) => tag in LANGUAGES) ?? 'en';
}

export function stringsOf(language: string): Strings {
  return LANGUAGES[language] ?? en;
}

/**
 * The languages. Another one is a file in `strings/` (or a folder of sections, as these are) and a line here; whoever
 * asks for it downloads it, nobody else does. The visitor's language: `?lang=`, else what was chosen on this device
 * before, else the browser's first that there is a file for, else English.
 */
import { en, type Strings } from './strings/en';

export type { Note, Problem, Strings } from './strings/en';

interface Language {
  /** As its speakers call it. */
  name: string;
  load: () => Promise<Strings>;
}

export const LANGUAGES: Record<string, Language> = {
  en: { name: 'English', load: () => Promise.resolve(en) },
  ru: { name: 'Русский', load: () => import('./strings/ru').then(({ ru }) => ru) },
};

/** Written from right to left. */
const LEFTWARD = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/;

export function chooseLanguage(asked: string | null, preferred: readonly string[]): string {
  const wanted = [asked ?? '', ...preferred].map((tag) => tag.split('-')[0]!.toLowerCase());
  return wanted.find((tag) => Object.keys(LANGUAGES).includes(tag)) ?? 'en';
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return LEFTWARD.test(language) ? 'rtl' : 'ltr';
}

/** With the language that they are in: English when the file does not come, for any words are better than none. */
export async function loadStrings(language: string): Promise<[language: string, strings: Strings]> {
  const strings = await LANGUAGES[language]?.load().catch(() => null);
  return strings ? [language, strings] : ['en', en];
}

import { describe, expect, it } from 'vitest';
import { chooseLanguage, directionOf, LANGUAGES, loadStrings } from '../strings';
import { en } from './en';

/** Every sentence with the way to it. */
function sentences(part: object, path = ''): [path: string, text: string][] {
  return Object.entries(part).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`${path}${name}`, value] as [string, string]] : sentences(value as object, `${path}${name}.`),
  );
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([one]) => one).sort();

describe.each(Object.keys(LANGUAGES))('the language %s', (tag) => {
  it('says all that English says, with the same values put in', async () => {
    const [language, strings] = await loadStrings(tag);
    expect(language).toBe(tag);
    const theirs = new Map(sentences(strings));
    expect([...theirs.keys()].sort()).toEqual(sentences(en).map(([path]) => path).sort());
    for (const [path, text] of sentences(en)) {
      expect(theirs.get(path)?.trim(), path).toBeTruthy();
      expect(placeholders(theirs.get(path) ?? ''), path).toEqual(placeholders(text));
    }
  });
});

describe('a language', () => {
  it('that is not there is no way to break the page', async () => {
    expect(chooseLanguage('constructor', ['toString'])).toBe('en');
    expect(await loadStrings('xx')).toEqual(['en', en]);
  });

  it('is written in its own direction', () => {
    expect(['en', 'ru', 'ar', 'he', 'fa-IR', 'fil', 'arn'].map(directionOf)).toEqual(['ltr', 'ltr', 'rtl', 'rtl', 'rtl', 'ltr', 'ltr']);
  });
});

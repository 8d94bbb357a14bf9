import { describe, expect, it } from 'vitest';
import { chooseCaptions } from './captions';

const offered = ['en', 'ru', 'pt-BR'].map((language) => ({ language, label: language, url: `/${language}.vtt` }));

describe('captions', () => {
  it('come by themselves when there is no sound, in a language of the visitor', () => {
    expect(chooseCaptions(offered, null, ['ru-RU', 'en'], true)).toBe('ru');
    expect(chooseCaptions(offered, null, ['ru-RU', 'en'], false)).toBeNull();
    expect(chooseCaptions(offered, null, ['ja'], true)).toBeNull();
  });

  it('stay as they were chosen', () => {
    expect(chooseCaptions(offered, 'off', ['ru'], true)).toBeNull();
    expect(chooseCaptions(offered, 'ru', ['en'], false)).toBe('ru');
  });

  it('fall back to a language that the visitor reads, then to the first', () => {
    expect(chooseCaptions(offered, 'de', ['ru-RU'], false)).toBe('ru');
    expect(chooseCaptions(offered, 'de', ['ja'], false)).toBe('en');
    expect(chooseCaptions([], 'de', ['ru'], true)).toBeNull();
  });

  it('take another country’s words for the same language', () => {
    expect(chooseCaptions(offered, null, ['pt-PT'], true)).toBe('pt-BR');
    expect(chooseCaptions(offered, null, ['EN-us'], true)).toBe('en');
  });
});

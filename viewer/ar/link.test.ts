import { describe, expect, it } from 'vitest';
import type { Target } from '../shared/api';
import { processingSize } from './camera/reader';
import { chooseEngine } from './engine';
import { linkAddress } from './link';
import { demoOf, readMode } from './mode';
import { chooseLanguage } from './strings';

function at(search: string, pathname = '/v/a'): { search: string; pathname: string } {
  return { search, pathname };
}

describe('the address', () => {
  it('names the link by its last part', () => {
    const addressOf = (pathname: string): string => linkAddress({ pathname, hash: '' }, { trial: false, exported: null });
    expect(addressOf('/v/sommer-2026')).toBe('/api/v1/links/sommer-2026');
    expect(addressOf('/v/sommer-2026/')).toBe('/api/v1/links/sommer-2026');
    expect(['/v/%E2%82%AC', '/v/%ff'].map(addressOf)).toEqual(['/api/v1/links/%E2%82%AC', '/api/v1/links/%ff']);
  });

  it('opens the camera unless it asks for a drawn one or for a sequence', () => {
    expect(readMode(at('')).source).toBe('live');
    expect(readMode(at('?demo=1')).source).toBe('demo');
    expect(readMode(at('?source=seq&clip=/clips/a')).source).toBe('seq');
    expect(readMode(at('?source=seq')).source).toBe('live');
    const demo = new URL(demoOf('https://a.example/v/b?lang=ru#c'));
    expect(readMode(demo)).toMatchObject({ source: 'demo', now: true, tracks: false, language: 'ru' });
  });

  it('counts no demonstration as a view, unless told to', () => {
    expect(readMode(at('')).tracks).toBe(true);
    expect(readMode(at('?demo=1')).tracks).toBe(false);
    expect(readMode(at('?demo=1&track=1')).tracks).toBe(true);
  });

  it('counts nothing in a trial, whatever it asks for, and takes its ticket from behind the #', () => {
    expect(readMode(at('?track=1', '/try'))).toMatchObject({ trial: true, tracks: false, source: 'live' });
    expect(readMode(at('', '/v/try')).trial).toBe(false);
    expect(linkAddress({ pathname: '/try', hash: '#a_b-c' }, { trial: true, exported: null })).toBe('/api/v1/trials/a_b-c');
  });
});

describe('choices', () => {
  it('take the engine asked for only when the link has its files, else the one that knows most of the pictures', () => {
    const files = { baseUrl: '/target', files: [] };
    const target = (...names: string[]): Target =>
      ({ marker: { engines: Object.fromEntries(names.map((name) => [name, files])) }, videos: [] }) as unknown as Target;
    expect(chooseEngine(null, [target('nft')])).toBe('nft');
    expect(chooseEngine('planar', [target('nft')])).toBe('nft');
    expect(chooseEngine('nft', [target('nft', 'planar')])).toBe('nft');
    expect(chooseEngine(null, [target('nft', 'planar')])).toBe('planar');
    expect(chooseEngine(null, [target('nft', 'planar'), target('nft')])).toBe('nft');
    expect(chooseEngine(null, [])).toBeNull();
  });

  it('take the first language that there is', () => {
    expect(chooseLanguage(null, ['de-DE', 'ru-RU', 'en'])).toBe('ru');
    expect(chooseLanguage('en', ['ru'])).toBe('en');
    expect(chooseLanguage('xx', ['de'])).toBe('en');
  });
});

describe('processingSize', () => {
  it('brings the longer side to 640 and keeps the shape', () => {
    expect(processingSize({ width: 1280, height: 960 })).toEqual({ width: 640, height: 480 });
    expect(processingSize({ width: 720, height: 1280 })).toEqual({ width: 360, height: 640 });
    expect(processingSize({ width: 320, height: 240 })).toEqual({ width: 320, height: 240 });
  });
});

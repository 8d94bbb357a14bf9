import { describe, expect, it } from 'vitest';
import { chooseKind } from '../../capture/recorder';
import { nameOf, shrunk } from '../../capture/capture';
import { helpsAtStart } from '../full-screen';
import { addressOf, isDue } from './call';
import { clock } from './seek';
import { slots } from './slots';
import { mayBeHeard } from './sound-hint';

describe('a call to action', () => {
  const played = { index: 0, time: 0, finished: false };

  it('comes at its second, or with the end', () => {
    expect(isDue({ at: 3 }, { ...played, time: 2.9 })).toBe(false);
    expect(isDue({ at: 3 }, { ...played, time: 3 })).toBe(true);
    expect(isDue({ at: 300 }, { ...played, finished: true })).toBe(true);
    expect(isDue({ at: 0 }, played)).toBe(true);
  });

  it('without a second comes at the end of the last video only', () => {
    expect(isDue({ at: null }, { ...played, index: 1, time: 9 })).toBe(false);
    expect(isDue({ at: null }, { ...played, finished: true })).toBe(true);
  });

  it('that has a second in the first video is there in the next ones', () => {
    expect(isDue({ at: 8 }, { ...played, index: 1 })).toBe(true);
  });

  it('opens pages, mails and calls, and nothing else', () => {
    expect(addressOf({ url: 'https://example.org/a?b' })?.href).toBe('https://example.org/a?b');
    expect(addressOf({ url: 'mailto:a@example.org' })?.protocol).toBe('mailto:');
    expect(addressOf({ url: 'tel:+4930123' })?.protocol).toBe('tel:');
    for (const url of ['javascript:alert(1)', 'data:text/html,a', 'file:///etc', '/relative', '']) expect(addressOf({ url })).toBeNull();
  });
});

describe('the bar', () => {
  it('shows four buttons at most on the narrowest phone, "more" among them', () => {
    // "Play" and "more" are two of the four.
    expect(slots(280, 12)).toBe(3);
    expect(slots(350, 12)).toBe(5);
  });

  it('needs no "more" where everything has room', () => {
    expect(slots(280, 4)).toBe(4);
    expect(slots(760, 8)).toBe(8);
  });

  it('leaves the progress its place in a single row', () => {
    expect(slots(600, 12)).toBe(5);
  });
});

describe('full screen at the start', () => {
  const android = { agent: 'Mozilla/5.0 (Linux; Android 14; Pixel 8) Mobile', portrait: true, side: 412 };

  it('is for Android phones held upright', () => {
    expect(helpsAtStart(android)).toBe(true);
    expect(helpsAtStart({ ...android, portrait: false })).toBe(false);
    expect(helpsAtStart({ ...android, side: 800 })).toBe(false);
    expect(helpsAtStart({ ...android, agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0)' })).toBe(false);
    expect(helpsAtStart({ ...android, agent: 'Mozilla/5.0 (X11; Linux x86_64)' })).toBe(false);
  });
});

describe('what is filmed', () => {
  it('is MP4 where the browser can, else WebM, else nothing', () => {
    expect(chooseKind(() => true)).toContain('mp4a');
    expect(chooseKind(() => true, false)).toBe('video/mp4;codecs="avc1.42E01F"');
    expect(chooseKind((kind) => kind.startsWith('video/webm'))).toContain('vp9,opus');
    expect(chooseKind((kind) => kind === 'video/webm;codecs="vp8"', false)).toBe('video/webm;codecs="vp8"');
    expect(chooseKind(() => false)).toBeNull();
  });

  it('has even sides within its bound', () => {
    expect(shrunk({ width: 1170, height: 2532 }, 1280)).toEqual({ width: 590, height: 1280 });
    expect(shrunk({ width: 391, height: 845 }, Infinity)).toEqual({ width: 390, height: 844 });
    expect(shrunk({ width: 0, height: 0 }, 100)).toEqual({ width: 2, height: 2 });
  });

  it('is named after the link and the time', () => {
    const when = new Date(2026, 10, 3, 4, 5, 6);
    expect(nameOf('Наш зал / 2', when)).toBe('Наш-зал-2-20261103-040506');
    expect(nameOf(' ../ ', when)).toBe('argument-20261103-040506');
  });
});

it('a clock counts minutes and seconds', () => {
  expect([0, 9.9, 75, 3600, NaN, -1].map(clock)).toEqual(['0:00', '0:09', '1:15', '60:00', '0:00', '0:00']);
});

it('a film is taken for one with sound unless the browser knows better', () => {
  expect(mayBeHeard({})).toBe(true);
  expect(mayBeHeard({ mozHasAudio: false })).toBe(false);
  expect(mayBeHeard({ audioTracks: { length: 1 } })).toBe(true);
  expect(mayBeHeard({ webkitAudioDecodedByteCount: 0 })).toBe(false);
});

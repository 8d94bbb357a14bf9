import { describe, expect, it } from 'vitest';
import { chooseRendition, enoughLines, linesOf, type Conditions } from './rendition';

const PHONE: Conditions = { screen: 1170, saveData: false, downlink: null, kind: null };
const renditions = [1080, 480, 720].map((lines) => ({ url: String(lines), height: lines, width: (lines * 16) / 9 }));
const video = { id: 'v', duration: 1, renditions };

describe('how many lines are enough', () => {
  it('is 720 on a phone and 1080 where a large screen has a fast connection', () => {
    expect(enoughLines(PHONE)).toBe(720);
    expect(enoughLines({ ...PHONE, screen: 1600 })).toBe(1080);
    expect(enoughLines({ ...PHONE, screen: 1600, downlink: 3 })).toBe(720);
  });

  it('is less on a slow connection, or for a visitor who saves data', () => {
    expect(enoughLines({ ...PHONE, saveData: true })).toBe(480);
    expect(enoughLines({ ...PHONE, downlink: 1.2 })).toBe(480);
    expect(enoughLines({ ...PHONE, kind: '3g' })).toBe(480);
    expect(enoughLines({ ...PHONE, kind: 'slow-2g' })).toBe(360);
  });

  it('is not less for what Chromium says of a connection that it does not know', () => {
    expect(enoughLines({ ...PHONE, downlink: 1.6, kind: '4g' })).toBe(720);
  });
});

describe('the rendition', () => {
  it('is the largest that has no more than enough, else the smallest', () => {
    expect(chooseRendition(video, 720)?.url).toBe('720');
    expect(chooseRendition(video, 1080)?.url).toBe('1080');
    expect(chooseRendition(video, 360)?.url).toBe('480');
    expect(chooseRendition({ ...video, renditions: [] }, 720)).toBeNull();
    expect(chooseRendition(undefined, 720)).toBeNull();
  });

  it('of a film that stands up, or has its mask below, counts by what is seen', () => {
    expect(linesOf({ url: '', width: 720, height: 1280 })).toBe(720);
    expect(linesOf({ url: '', width: 1280, height: 1440 }, 'stacked')).toBe(720);
    const stacked = [{ url: 'masked', width: 1280, height: 1440 }, { url: 'half', width: 640, height: 720 }];
    expect(chooseRendition({ ...video, renditions: stacked }, 720, 'stacked')?.url).toBe('masked');
    expect(chooseRendition({ ...video, renditions: stacked }, 720)?.url).toBe('half');
  });
});

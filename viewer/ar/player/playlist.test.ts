import { describe, expect, it } from 'vitest';
import type { Target } from '../../shared/api';
import { Playlist } from './playlist';

function target(id: string, videos: string[], start = 0): Target {
  const fit = { scale: 1, offsetX: 0, offsetY: 0, rotation: 0, crop: { left: 0, top: 0, width: 1, height: 1 }, start };
  const marker = { id, width: 1, height: 1, engines: {}, settings: {} };
  return { marker, videos: videos.map((name) => ({ id: name, renditions: [], duration: 10, fit: start > 0 ? fit : null })) };
}

describe('a playlist', () => {
  it('begins with the first video, at the moment that shows the picture', () => {
    const list = new Playlist();
    list.load(target('a', ['1', '2'], 3));
    expect([list.current?.id, list.place, list.start, list.count, list.isLast]).toEqual(['1', 3, 3, 2, false]);
  });

  it('goes from video to video, and from the last to the first', () => {
    const list = new Playlist();
    list.load(target('a', ['1', '2']));
    list.next();
    expect([list.current?.id, list.isLast]).toEqual(['2', true]);
    list.next();
    expect(list.current?.id).toBe('1');
  });

  it('comes back to the video and the second where a target was left', () => {
    const list = new Playlist();
    const [a, b] = [target('a', ['1', '2']), target('b', ['1'])];
    list.load(a);
    list.next();
    list.keep(4.5);
    list.load(b);
    expect([list.current?.id, list.place]).toEqual(['1', 0]);
    list.load(a);
    expect([list.current?.id, list.place]).toEqual(['2', 4.5]);
  });

  it('plays a video that was asked for from its start, wherever it was left', () => {
    const list = new Playlist();
    list.load(target('a', ['1', '2']));
    list.keep(7);
    list.next();
    list.next();
    expect(list.place).toBe(0);
  });

  it('knows per target whether it was played through', () => {
    const list = new Playlist();
    const [a, b] = [target('a', ['1']), target('b', ['2'])];
    list.load(a);
    list.finish();
    list.load(b);
    expect(list.finished).toBe(false);
    list.load(a);
    expect(list.finished).toBe(true);
  });

  it('remembers no more places than its bound, the newest', () => {
    const list = new Playlist();
    for (let i = 0; i < 100; i++) {
      list.load(target(`t${i}`, ['1']));
      list.keep(1);
    }
    const places = [0, 30, 99].map((i) => (list.load(target(`t${i}`, ['1'])), list.place));
    expect(places).toEqual([0, 0, 1]);
  });

  it('has nothing to play for a target without videos', () => {
    const list = new Playlist();
    list.load(target('a', []));
    list.next();
    expect([list.current, list.count, list.isLast, list.place]).toEqual([undefined, 0, true, 0]);
  });
});

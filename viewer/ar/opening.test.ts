import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Link } from '../shared/api';
import { readMode } from './mode';
import { Opening, waitFor, type Page } from './opening';

const PREPARING = { id: 'l', state: 'preparing', videos: [] } as unknown as Link;

describe('a link that is waited for', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('location', { pathname: '/v/a', search: '', hash: '' });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is asked for again after an answer that was lost, or was none', async () => {
    const answers = [
      () => Promise.reject(new TypeError()),
      () => Promise.resolve(new Response('<h1>Log in to our Wi-Fi</h1>')),
      () => Promise.resolve(Response.json({ ...PREPARING, state: 'paused' })),
    ];
    vi.stubGlobal('fetch', () => answers.shift()!());
    vi.stubGlobal('window', {});
    const shown: string[] = [];
    const screens = { problem: (problem: string) => shown.push(problem) };
    const mode = { ...readMode(location), tracks: false };
    await new Opening({ mode, screens } as unknown as Page).open(Promise.resolve(PREPARING));
    await vi.advanceTimersByTimeAsync(20_000);
    expect([shown, answers.length]).toEqual([['preparing', 'paused'], 0]);
  });

  it('that opens at a time is asked for then, and a wrong clock makes nobody wait for long', () => {
    const now = Date.parse('2026-11-23T10:00:00Z');
    expect(waitFor('2026-11-23T10:01:00Z', now)).toBe(60_000);
    expect(waitFor('2026-11-24T10:00:00Z', now)).toBe(900_000);
    expect(waitFor('2026-11-23T09:59:00Z', now)).toBe(3000);
    expect(waitFor(null, now)).toBe(900_000);
  });
});

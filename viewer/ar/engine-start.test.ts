import { afterEach, expect, it, vi } from 'vitest';
import type { Target } from '../shared/api';
import { EngineStart } from './engine-start';

const TARGET = {
  marker: { id: 'm', width: 1, height: 1, engines: { planar: { baseUrl: '/target', files: ['.planar'] } }, settings: {} },
  videos: [],
} as Target;

let running = 0;

class FakeWorker {
  constructor() {
    running++;
  }

  terminate(): void {
    running--;
  }
}

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['fails', () => undefined],
  ['is not wanted any more before it has begun', (start: EngineStart) => start.cancel()],
])('an engine that %s leaves no worker behind', async (_, end) => {
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => Promise.reject(signal?.aborted ? signal.reason : new TypeError()));
  const start = new EngineStart('planar', [TARGET], { width: 640, height: 480 });
  end(start);
  await expect(start.ready).rejects.toThrow();
  expect(running).toBe(0);
});

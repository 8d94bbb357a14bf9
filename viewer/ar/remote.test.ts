import { describe, expect, it } from 'vitest';
import { Remote } from './remote';

/** The page's end of a worker. */
class Port {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  readonly posted: unknown[] = [];
  ended = false;
  postMessage = (message: unknown): void => void this.posted.push(message);
  terminate = (): void => void (this.ended = true);
}

function open(): { port: Port; remote: Remote<string, { type: string; value?: number }> } {
  const port = new Port();
  return { port, remote: new Remote(port as unknown as Worker) };
}

describe('Remote', () => {
  it('brings a question its answer', async () => {
    const { port, remote } = open();
    const answer = remote.ask('how much?', []);
    port.onmessage?.({ data: { type: 'result', value: 3 } });
    expect(await answer).toEqual({ type: 'result', value: 3 });
    expect(port.posted).toEqual(['how much?']);
  });

  it('rejects a question that the worker fails at, and goes on', async () => {
    const { port, remote } = open();
    const failing = remote.ask('one', []);
    port.onmessage?.({ data: { type: 'failed', message: 'no room' } });
    await expect(failing).rejects.toThrow('no room');
    const next = remote.ask('two', []);
    port.onmessage?.({ data: { type: 'ready' } });
    expect(await next).toEqual({ type: 'ready' });
  });

  it('remembers that the worker broke down while nobody asked', async () => {
    const { port, remote } = open();
    port.onerror?.({ message: '' });
    await expect(remote.ask('one', [])).rejects.toThrow('could not be loaded');
  });

  it('leaves nobody waiting when it is closed', async () => {
    const { port, remote } = open();
    const waiting = remote.ask('one', []);
    remote.close();
    await expect(waiting).rejects.toThrow('closed');
    await expect(remote.ask('two', [])).rejects.toThrow('closed');
    expect(port.ended).toBe(true);
  });
});

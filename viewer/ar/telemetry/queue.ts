/** Sends view events until they are acknowledged; the server counts an eventId once however often it comes. */
import type { ViewEvent } from '../../shared/api';

export const TRACK_URL = '/api/v1/analytics/track';

/** Events in one request: well below the 64 kB that a beacon may carry. */
const BATCH = 40;
/** Events kept while nothing gets through; the oldest go first. */
const CAPACITY = 200;
const FIRST_DELAY = 800;
const LONGEST_DELAY = 60_000;

export interface Transport {
  /** The HTTP status, or 0 when nothing came back. */
  post(body: string): Promise<number>;
  /** Hands the body to the browser, which sends it even when the page goes. */
  beacon(body: string): void;
  later(work: () => void, milliseconds: number): void;
}

export const browserTransport: Transport = {
  async post(body) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(TRACK_URL, { method: 'POST', body, headers, keepalive: true }).catch(() => null);
    return response?.status ?? 0;
  },
  beacon(body) {
    // text/plain: a beacon of another type would need a preflight when the API is on another host.
    navigator.sendBeacon?.(TRACK_URL, new Blob([body], { type: 'text/plain' }));
  },
  later(work, milliseconds) {
    setTimeout(work, milliseconds);
  },
};

export class EventQueue {
  private delay = FIRST_DELAY;
  private scheduled = false;

  constructor(
    private readonly transport: Transport,
    private pending: ViewEvent[],
    private readonly onChange: (pending: ViewEvent[]) => void,
  ) {
    if (pending.length > 0) this.schedule();
  }

  add(event: ViewEvent): void {
    this.change([...this.pending, event].slice(-CAPACITY));
    this.schedule();
  }

  /** For a page that goes: everything by beacon. Nothing is crossed out, for a beacon says nothing back. */
  flush(): void {
    for (let i = 0; i < this.pending.length; i += BATCH) {
      this.transport.beacon(body(this.pending.slice(i, i + BATCH)));
    }
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    this.transport.later(() => void this.send(), this.delay);
  }

  private async send(): Promise<void> {
    const batch = this.pending.slice(0, BATCH);
    const status = await this.transport.post(body(batch));
    this.scheduled = false;
    if (isSettled(status)) {
      const sent = new Set(batch.map((event) => event.eventId));
      this.change(this.pending.filter((event) => !sent.has(event.eventId)));
    }
    this.delay = isSettled(status) ? FIRST_DELAY : Math.min(2 * this.delay, LONGEST_DELAY);
    if (this.pending.length > 0) this.schedule();
  }

  private change(pending: ViewEvent[]): void {
    this.pending = pending;
    this.onChange(pending);
  }
}

const body = (events: ViewEvent[]): string => JSON.stringify({ events });

/** Accepted, or refused for good: what the server calls wrong will not become right by repetition. */
function isSettled(status: number): boolean {
  return (status >= 200 && status < 300) || (status >= 400 && status < 500 && status !== 408 && status !== 429);
}

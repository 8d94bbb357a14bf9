/**
 * Sends view events until they are acknowledged; the server counts an eventId once however often it comes. Most visits
 * are one request a few seconds after their start and one when the page hides.
 */
import type { ViewEvent } from '../../shared/api';

const TRACK_URL = '/api/v1/analytics/track';

/** Events in one request: well below the 64 kB that a beacon may carry. */
const BATCH = 40;
/** Events kept while nothing gets through; the oldest go first. */
const CAPACITY = 200;
/** Milliseconds that the first events of a page wait for company, and all later ones: hiding the page sends them too. */
const FIRST = 4000;
const LATER = 30_000;
/** Milliseconds before the first repetition of what did not get through, and at most before a later one. */
const AGAIN = 1600;
const LONGEST = 60_000;

export interface Transport {
  /** The HTTP status, or 0 when nothing came back. */
  post(body: string): Promise<number>;
  /** Hands the body to the browser, which sends it even when the page goes; false when it does not take it. */
  beacon(body: string): boolean;
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
    return navigator.sendBeacon?.(TRACK_URL, new Blob([body], { type: 'text/plain' })) ?? false;
  },
  later(work, milliseconds) {
    setTimeout(work, milliseconds);
  },
};

export class EventQueue {
  private repetitions = 0;
  private requests = 0;
  private scheduled = false;
  private readonly handedOver = new Set<string>();

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

  /** For a page that goes: everything by beacon, once. Nothing is crossed out, for a beacon says nothing back. */
  flush(): void {
    const left = this.pending.filter(({ eventId }) => !this.handedOver.has(eventId));
    for (let i = 0; i < left.length; i += BATCH) {
      const batch = left.slice(i, i + BATCH);
      if (this.transport.beacon(body(batch))) batch.forEach(({ eventId }) => this.handedOver.add(eventId));
    }
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    this.transport.later(() => void this.send(), this.patience());
  }

  private patience(): number {
    if (this.repetitions > 0) return Math.min(AGAIN * 2 ** (this.repetitions - 1), LONGEST);
    return this.requests === 0 ? FIRST : LATER;
  }

  private async send(): Promise<void> {
    const batch = this.pending.slice(0, BATCH);
    const status = await this.transport.post(body(batch));
    this.requests++;
    this.scheduled = false;
    this.repetitions = isSettled(status) ? 0 : this.repetitions + 1;
    if (isSettled(status)) {
      const sent = new Set(batch.map((event) => event.eventId));
      this.change(this.pending.filter((event) => !sent.has(event.eventId)));
    }
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

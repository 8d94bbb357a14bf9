/** One view: what happened in it, in the order in which it happened. */
import type { Link, ViewEventType } from '../../shared/api';
import { browserTransport, EventQueue, type Transport } from './queue';
import { keepState, openState, uuid, type SessionState } from './store';

export type Metadata = Record<string, unknown>;

/** What the viewer tells; a demonstration tells nothing. */
export interface Telemetry {
  track(type: ViewEventType, metadata?: Metadata): void;
  /** Only the first call in a session with this name is told; says whether it was. */
  once(name: string, type: ViewEventType, metadata?: Metadata): boolean;
  /** Adds to the time that the video was watched. */
  watched(milliseconds: number): void;
  /** Which of the link's pictures all that is told from now on is about. */
  about(markerId: string): void;
}

export const silence: Telemetry = { track: () => undefined, once: () => false, watched: () => undefined, about: () => undefined };

export class Session implements Telemetry {
  private readonly state: SessionState;
  private readonly queue: EventQueue;
  private markerId: string | null = null;

  constructor(
    /** As it was answered last. */
    public link: Link,
    transport: Transport = browserTransport,
    private readonly now: () => number = Date.now,
  ) {
    this.state = openState(link.id, now());
    this.queue = new EventQueue(transport, this.state.pending, (pending) => {
      this.state.pending = pending;
      this.keep();
    });
  }

  track(type: ViewEventType, metadata: Metadata = {}): void {
    const token = this.link.telemetryToken;
    this.queue.add({
      linkId: this.link.id,
      sessionId: this.state.sessionId,
      eventId: uuid(),
      eventType: type,
      occurredAt: new Date(this.now()).toISOString(),
      ...(token ? { token } : {}),
      metadata: { ...metadata, watchedMs: Math.round(this.state.watchedMs), ...(this.markerId ? { markerId: this.markerId } : {}) },
    });
  }

  once(name: string, type: ViewEventType, metadata: Metadata = {}): boolean {
    if (this.state.done.includes(name)) return false;
    this.state.done.push(name);
    this.track(type, metadata);
    return true;
  }

  watched(milliseconds: number): void {
    this.state.watchedMs += milliseconds;
  }

  /** Of a link with one picture the service knows it. */
  about(markerId: string): void {
    if ((this.link.targets?.length ?? 0) > 1) this.markerId = markerId;
  }

  /** The page may go now: all that is not acknowledged leaves by beacon. */
  flush(): void {
    this.keep();
    this.queue.flush();
  }

  private keep(): void {
    this.state.touchedAt = this.now();
    keepState(this.link.id, this.state);
  }
}

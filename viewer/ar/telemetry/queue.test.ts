import { describe, expect, it } from 'vitest';
import type { Link, ViewEvent } from '../../shared/api';
import { cut, deviceClass } from './arrival';
import { asksNotToBeCounted } from './privacy';
import { EventQueue, type Transport } from './queue';
import { Session } from './session';

/** A transport whose clock and server are in the test's hands. */
class Wire implements Transport {
  readonly posts: ViewEvent[][] = [];
  readonly beacons: ViewEvent[][] = [];
  readonly delays: number[] = [];
  private work: (() => void) | null = null;

  constructor(private readonly statuses: number[] = []) {}

  async post(body: string): Promise<number> {
    this.posts.push(JSON.parse(body).events);
    return this.statuses.shift() ?? 202;
  }

  beacon(body: string): boolean {
    this.beacons.push(JSON.parse(body).events);
    return true;
  }

  later(work: () => void, milliseconds: number): void {
    this.work = work;
    this.delays.push(milliseconds);
  }

  /** Lets the scheduled work run until nothing is scheduled, at most `turns` times. */
  async settle(turns = 10): Promise<void> {
    for (let i = 0; i < turns && this.work; i++) {
      const { work } = this;
      this.work = null;
      work();
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
}

const event = (eventId: string): ViewEvent => ({
  linkId: 'l', sessionId: 's', eventId, eventType: 'view_started', occurredAt: '2026-01-01T00:00:00Z', metadata: {},
});
const ids = (batches: ViewEvent[][]): string[][] => batches.map((batch) => batch.map(({ eventId }) => eventId));

function queue(wire: Wire, kept: string[][] = []): EventQueue {
  return new EventQueue(wire, [], (pending) => kept.push(pending.map(({ eventId }) => eventId)));
}

describe('EventQueue', () => {
  it('sends what happened together in one request', async () => {
    const wire = new Wire();
    const events = queue(wire);
    ['a', 'b', 'c'].forEach((id) => events.add(event(id)));
    await wire.settle();
    expect(ids(wire.posts)).toEqual([['a', 'b', 'c']]);
  });

  it('sends the same events again, ever more patiently, until they are acknowledged', async () => {
    const wire = new Wire([0, 503, 429, 202]);
    queue(wire).add(event('a'));
    await wire.settle();
    expect(ids(wire.posts)).toEqual(times(4, ['a']));
    expect(wire.delays).toEqual([4000, 1600, 3200, 6400]);
  });

  it('tells of a visit in one request soon after its start and in one when the page hides', async () => {
    const wire = new Wire();
    const events = queue(wire);
    events.add(event('a'));
    await wire.settle();
    ['b', 'c'].forEach((id) => events.add(event(id)));
    expect(wire.delays).toEqual([4000, 30_000]);
    events.flush();
    events.flush();
    expect([ids(wire.posts), ids(wire.beacons)]).toEqual([[['a']], [['b', 'c']]]);
  });

  it('does not repeat what the server calls wrong', async () => {
    const wire = new Wire([400]);
    queue(wire).add(event('a'));
    await wire.settle();
    expect(wire.posts.length).toBe(1);
  });

  it('keeps what was not acknowledged, and keeps it within bounds', async () => {
    const kept: string[][] = [];
    const wire = new Wire(times(500, 0));
    const events = queue(wire, kept);
    for (let i = 0; i < 250; i++) events.add(event(String(i)));
    await wire.settle(2);
    expect(kept.slice(-1)[0]?.length).toBe(200);
    expect(kept.slice(-1)[0]?.slice(-1)).toEqual(['249']);
  });

  it('hands over by beacon what is not acknowledged when the page goes', async () => {
    const wire = new Wire([202]);
    const events = queue(wire);
    events.add(event('a'));
    await wire.settle();
    events.add(event('b'));
    events.flush();
    expect(ids(wire.beacons)).toEqual([['b']]);
  });

  it('takes up what an earlier page could not send', async () => {
    const wire = new Wire();
    new EventQueue(wire, [event('old')], () => undefined);
    await wire.settle();
    expect(ids(wire.posts)).toEqual([['old']]);
  });
});

describe('Session', () => {
  const link = { id: 'l', telemetryToken: 'token' } as Link;

  it('gives each event its own id, the session, the token and the time watched so far', async () => {
    const wire = new Wire();
    const session = new Session(link, wire, () => 0);
    session.track('view_started');
    session.watched(1500.4);
    session.track('video_paused', { reason: 'lost' });
    await wire.settle();
    const [first, second] = wire.posts[0]!;
    expect(first!.eventId).not.toBe(second!.eventId);
    expect(first!.sessionId).toBe(second!.sessionId);
    expect(second).toMatchObject({ linkId: 'l', token: 'token', metadata: { reason: 'lost', watchedMs: 1500 } });
  });

  it('says which of several pictures it is about, and nothing of the kind where there is one', async () => {
    const [wire, other] = [new Wire(), new Wire()];
    const session = new Session({ ...link, targets: [{}, {}] } as Link, wire, () => 0);
    session.about('m2');
    session.track('marker_detected');
    const single = new Session({ ...link, id: 'other', targets: [{}] } as Link, other, () => 0);
    single.about('m1');
    single.track('marker_detected');
    await wire.settle();
    await other.settle();
    expect(wire.posts[0]![0]!.metadata).toEqual({ markerId: 'm2', watchedMs: 0 });
    expect(other.posts[0]![0]!.metadata).toEqual({ watchedMs: 0 });
  });

  it('tells some things only once', async () => {
    const wire = new Wire();
    const session = new Session(link, wire, () => 0);
    expect([session.once('end', 'session_ended'), session.once('end', 'session_ended')]).toEqual([true, false]);
    await wire.settle();
    expect(wire.posts[0]!.length).toBe(1);
  });
});

describe('a wish not to be counted', () => {
  it('is heard in either form', () => {
    expect(asksNotToBeCounted({ globalPrivacyControl: true })).toBe(true);
    expect(asksNotToBeCounted({ doNotTrack: '1' })).toBe(true);
    expect(asksNotToBeCounted({ doNotTrack: 'unspecified', globalPrivacyControl: false })).toBe(false);
    expect(asksNotToBeCounted({ doNotTrack: null })).toBe(false);
  });
});

it('a campaign is cut to 200 bytes, and never within a letter', () => {
  expect(cut('spring')).toBe('spring');
  expect(cut('x'.repeat(300))).toBe('x'.repeat(200));
  expect(cut(`x${'🎈'.repeat(60)}`)).toBe(`x${'🎈'.repeat(49)}`);
});

describe('a device', () => {
  it('is told of in three classes', () => {
    expect(deviceClass({ hardwareConcurrency: 2, deviceMemory: 8 })).toBe('low');
    expect(deviceClass({ hardwareConcurrency: 6 })).toBe('middle');
    expect(deviceClass({ hardwareConcurrency: 8, deviceMemory: 8 })).toBe('high');
    expect(deviceClass({})).toBe('middle');
  });
});

function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}

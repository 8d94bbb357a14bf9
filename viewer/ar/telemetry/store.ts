/** What a viewing session remembers over a reload: it lives in this tab only and holds nothing about the person. */
import type { ViewEvent } from '../../shared/api';

export interface SessionState {
  sessionId: string;
  /** Milliseconds since 1970 of the last change. */
  touchedAt: number;
  watchedMs: number;
  /** Events that are sent once in a session and have been. */
  done: string[];
  /** Events that the server has not acknowledged. */
  pending: ViewEvent[];
}

/** After this long without a change, opening the page again is another view. */
const SESSION_GAP = 30 * 60 * 1000;

const keyOf = (linkId: string): string => `argument.session.${linkId}`;

/** A session that is still fresh, or a new one. */
export function openState(linkId: string, now: number): SessionState {
  const stored = read(keyOf(linkId));
  if (stored && now - stored.touchedAt < SESSION_GAP) return stored;
  return { sessionId: uuid(), touchedAt: now, watchedMs: 0, done: [], pending: stored?.pending ?? [] };
}

export function keepState(linkId: string, state: SessionState): void {
  try {
    sessionStorage.setItem(keyOf(linkId), JSON.stringify(state));
  } catch {
    // Storage is full or forbidden: the session then ends with the page.
  }
}

function read(key: string): SessionState | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as SessionState | null;
  } catch {
    return null;
  }
}

/** RFC 9562 version 4; `crypto.randomUUID` is missing where the context is not secure. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

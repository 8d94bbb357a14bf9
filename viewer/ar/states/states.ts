/** Every dead end: the ways on that it offers, in their order, and what telemetry is told. */
import type { ViewEventType } from '../../shared/api';
import type { Problem } from '../strings';

/**
 * outside: into the browser of the phone. secure: the page by https. copy: its address. phone: a code that takes it to
 * a phone (on computers). fallback: where the owner sends those for whom the link is closed. online: by itself, as soon
 * as there is a connection.
 */
export type Way = 'watch' | 'retry' | 'outside' | 'secure' | 'copy' | 'phone' | 'fallback' | 'online';

export interface State {
  /** The reason that goes with it is the problem's name. Null where there is no link to tell it of. */
  event: Extract<ViewEventType, 'camera_denied' | 'unsupported'> | null;
  ways: readonly Way[];
}

const untold = (...ways: Way[]): State => ({ event: null, ways });
const told = (...ways: Way[]): State => ({ event: 'unsupported', ways });

export const STATES: Record<Problem, State> = {
  not_found: untold('retry'),
  trial_over: untold('retry'),
  network: untold('retry', 'online'),
  offline: told('retry', 'online', 'watch'),
  preparing: untold(),
  paused: told('fallback', 'retry'),
  scheduled: told('fallback', 'copy'),
  expired: told('fallback', 'retry'),
  limit: told('fallback', 'retry'),
  restricted: told('fallback', 'retry'),
  password: told('fallback'),
  in_app: told('outside', 'copy', 'watch'),
  insecure: told('secure', 'watch', 'copy'),
  no_camera_api: told('watch', 'copy', 'phone'),
  denied: { event: 'camera_denied', ways: ['retry', 'watch'] },
  no_camera: told('watch', 'retry', 'phone'),
  in_use: told('retry', 'watch'),
  overconstrained: told('watch', 'retry'),
  unknown: told('retry', 'watch', 'copy'),
  engine_failed: told('watch', 'retry', 'copy'),
  no_webgl: told('watch', 'copy'),
  video_failed: told('retry', 'copy'),
};

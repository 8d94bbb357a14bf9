/** What a problem is at bottom, on this device and now. */
import type { Problem } from '../strings';
import { systemOf, whereIsTheSwitch, type System, type Where } from './device';
import { appAround } from './in-app';

export interface Here {
  /** The app around the page; '' when it does not say its name, null when there is none. */
  app: string | null;
  online: boolean;
}

/** What an app's browser says when the app keeps the camera from its pages. */
const APPS_DOING: ReadonlySet<Problem> = new Set<Problem>(['no_camera_api', 'denied', 'no_camera', 'in_use', 'unknown']);
/** What may be the connection's doing. */
const NETS_DOING: ReadonlySet<Problem> = new Set<Problem>(['network', 'video_failed', 'engine_failed']);

export function problemHere(problem: Problem, { app, online }: Here = here()): Problem {
  if (app !== null && APPS_DOING.has(problem)) return 'in_app';
  return !online && NETS_DOING.has(problem) ? 'offline' : problem;
}

/** A browser that may say that it is online when it is not, never says the opposite. */
export function here(): Here {
  return { app: appAround(navigator.userAgent, window), online: navigator.onLine !== false };
}

/** The page is in an app's browser that has no camera to give: no tap is needed to know. */
export function isShutIn(): boolean {
  return here().app !== null && isSecureContext && !navigator.mediaDevices?.getUserMedia;
}

export function system(): System {
  return systemOf(navigator.userAgent, navigator.maxTouchPoints);
}

export function where(): Where {
  return whereIsTheSwitch(navigator.userAgent, navigator.maxTouchPoints);
}

/** A sign over each dead end, so that it is understood at a glance. */
import type { Problem } from '../strings';
import { outline } from './dom';

/** Lines on a 24 x 24 grid. */
const SIGNS = {
  camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM3 3l18 18',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2',
  net: 'M3 9a13 13 0 0 1 18 0M6.5 12.8a8 8 0 0 1 11 0M9.8 16.4a3.4 3.4 0 0 1 4.4 0M12 19.5v.1M3 3l18 18',
  pause: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM10 9v6M14 9v6',
  door: 'M13 4h6v16h-6M4 12h10M10.5 8.5 14 12l-3.5 3.5',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  film: 'M4 5h16v14H4zM10.5 9.5v5l4-2.5zM3 3l18 18',
};

const SIGN_OF: Partial<Record<Problem, keyof typeof SIGNS>> = {
  not_found: 'link', trial_over: 'clock', network: 'net', offline: 'net', preparing: 'clock', paused: 'pause', scheduled: 'clock', expired: 'clock',
  limit: 'pause', restricted: 'lock', password: 'lock', insecure: 'lock', in_app: 'door', video_failed: 'film', no_webgl: 'film',
};

/** The camera's, where there is no better one. */
export function sign(problem: Problem): SVGSVGElement {
  const svg = outline(SIGNS[SIGN_OF[problem] ?? 'camera']);
  svg.setAttribute('class', 'sign');
  return svg;
}

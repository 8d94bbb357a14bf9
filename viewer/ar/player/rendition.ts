/** Chooses how large a video is downloaded, by the screen and the connection. */
import type { Rendition, Transparency, Video } from '../../shared/api';

export interface Conditions {
  /** Device pixels of the screen's shorter side. */
  screen: number;
  /** The visitor asked for little data. */
  saveData: boolean;
  /** Mbit/s as the browser guesses; null where it says nothing. */
  downlink: number | null;
  /** The browser's class of the connection, such as `3g`. */
  kind: string | null;
}

interface Connection {
  saveData?: boolean;
  downlink?: number;
  effectiveType?: string;
}

export function conditions(): Conditions {
  const { saveData, downlink, effectiveType } = (navigator as { connection?: Connection }).connection ?? {};
  const screen = Math.min(window.screen.width, window.screen.height) * devicePixelRatio;
  return { screen, saveData: saveData ?? false, downlink: downlink ?? null, kind: effectiveType ?? null };
}

/** Lines of video that can be seen on a picture, and that arrive in time (720 lines are some 1.5-2.5 Mbit/s). */
export function enoughLines({ screen, saveData, downlink, kind }: Conditions): number {
  if (kind === '2g' || kind === 'slow-2g') return 360;
  // Chromium says 1.6 of a 4G connection that it knows nothing of yet.
  if (saveData || kind === '3g' || (downlink !== null && downlink < 1.5)) return 480;
  // A picture seldom fills more than a phone's screen; a tablet's or a computer's shows the difference.
  const isLarge = screen >= 1400 && (downlink === null || downlink >= 8);
  return isLarge ? 1080 : 720;
}

/** Lines of what is seen: a portrait video is no larger for standing up, and a mask below the colours is not seen. */
export function linesOf({ width, height }: Rendition, alpha: Transparency = 'none'): number {
  return Math.min(width, alpha === 'stacked' ? height / 2 : height);
}

/** The largest that has no more than enough lines, else the smallest; null when there is none. */
export function chooseRendition(video: Video | undefined, enough: number, alpha: Transparency = 'none'): Rendition | null {
  const sorted = [...(video?.renditions ?? [])].sort((a, b) => linesOf(a) - linesOf(b));
  return sorted.filter((rendition) => linesOf(rendition, alpha) <= enough).pop() ?? sorted[0] ?? null;
}

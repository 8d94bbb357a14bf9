/** The whole screen for the page, or for the video where a phone gives it to nothing else. */

/** What Safari calls it. */
interface AppleVideo extends HTMLVideoElement {
  webkitSupportsFullscreen?: boolean;
  webkitEnterFullscreen?: () => void;
}

/** On Android phones in portrait the browser's bars take a seventh of the picture; elsewhere it would only surprise. */
export function helpsAtStart({ agent, portrait, side }: { agent: string; portrait: boolean; side: number }): boolean {
  return /\bAndroid\b/.test(agent) && /\bMobile\b/.test(agent) && portrait && side < 600;
}

/** Call it within the tap on Start. A refusal changes nothing. */
export function enterAtStart(): void {
  const portrait = matchMedia('(orientation: portrait)').matches;
  const side = Math.min(screen.width, screen.height);
  if (!helpsAtStart({ agent: navigator.userAgent, portrait, side }) || document.fullscreenElement) return;
  void request(document.documentElement).catch(() => undefined);
}

/** For a visible video Safari's own full screen will do; the stage's video is a texture and is never visible. */
export function canEnter(video: HTMLVideoElement | null): boolean {
  return document.fullscreenEnabled || ((video as AppleVideo | null)?.webkitSupportsFullscreen ?? false);
}

export function isFull(): boolean {
  return document.fullscreenElement !== null && document.fullscreenElement !== undefined;
}

export function toggle(video: HTMLVideoElement | null): void {
  if (isFull()) void document.exitFullscreen().catch(() => undefined);
  else if (document.fullscreenEnabled) void request(document.documentElement).catch(() => undefined);
  else (video as AppleVideo | null)?.webkitEnterFullscreen?.();
}

async function request(element: HTMLElement): Promise<void> {
  await element.requestFullscreen?.({ navigationUI: 'hide' });
}

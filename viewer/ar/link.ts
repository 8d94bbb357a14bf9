/** Fetches what a link shows. */
import type { Link, MarkerSettings, Target } from '../shared/api';

export type LinkProblem = 'not_found' | 'trial_over' | 'network';

export class LinkError extends Error {
  constructor(readonly problem: LinkProblem) {
    super(problem);
  }
}

/** The last part of `/v/{slug}`. */
export function slugOf(path: string): string {
  return decodeURIComponent(path.replace(/\/+$/, '').split('/').pop() ?? '');
}

/** Where the page's link is, or what a trial shows in its place. */
export function linkAddress({ pathname, hash }: { pathname: string; hash: string }, trial: boolean): string {
  return trial ? `/api/v1/trials/${encodeURIComponent(hash.slice(1))}` : `/api/v1/links/${encodeURIComponent(slugOf(pathname))}`;
}

/** Throws `LinkError`; `missing` is the problem when nothing is there. */
export async function fetchLink(address: string, missing: LinkProblem = 'not_found'): Promise<Link> {
  const response = await fetch(address).catch(() => null);
  if (!response) throw new LinkError('network');
  if (response.status === 404 || response.status === 410) throw new LinkError(missing);
  if (!response.ok) throw new LinkError('network');
  return (await response.json()) as Link;
}

const DEFAULTS: MarkerSettings = {
  scale: 1, offsetX: 0, offsetY: 0, rotation: 0, opacity: 1, autoplay: true, loop: false, muted: true, fit: 'cover',
  alpha: 'none', chromaKey: null, adaptLight: true, onLoss: 'pause', callToAction: null,
};

export function settingsOf({ marker }: { marker: Target['marker'] | null }): MarkerSettings {
  return { ...DEFAULTS, ...marker?.settings };
}

/** What can be looked for, the first first; none while the link is being prepared. */
export function targetsOf({ targets, marker, videos, imageUrl, imageThumbnailUrl }: Link): Target[] {
  if (targets?.length) return targets;
  return marker ? [{ marker, videos, imageUrl: imageUrl ?? null, imageThumbnailUrl: imageThumbnailUrl ?? null }] : [];
}

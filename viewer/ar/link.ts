/** Fetches what a link shows. */
import type { Link, MarkerSettings, Target } from '../shared/api';
import type { Mode } from './mode';

export type LinkProblem = 'not_found' | 'trial_over' | 'network';

type Place = { pathname: string; hash: string };
type Kind = Pick<Mode, 'trial' | 'exported'>;

/** Where the page's link is: at the API by the last part of `/v/{slug}`, as a trial in its place, or beside the page of an export. */
export function linkAddress({ pathname, hash }: Place, { trial, exported }: Kind): string {
  if (exported !== null) return exported;
  if (trial) return `/api/v1/trials/${encodeURIComponent(hash.slice(1))}`;
  // As the address has it: what is escaped there, rightly or not, stays so.
  return `/api/v1/links/${pathname.replace(/\/+$/, '').split('/').pop()}`;
}

/** Where a code is drawn that takes the page to a phone. An export may have one or not. */
export function codeAddress(place: Place, kind: Kind): string {
  return kind.exported === null ? `${linkAddress(place, kind)}/qr?format=svg` : './qr.svg';
}

/** The link, or why there is none; `missing` is the problem when nothing is there. */
export async function fetchLink(address: string, missing: LinkProblem): Promise<Link | LinkProblem> {
  const response = await fetch(address).catch(() => null);
  if (response?.status === 404 || response?.status === 410) return missing;
  return response?.ok ? jsonOf(response) : 'network';
}

/** What stands between a page and its server, such as the door of a public network, may answer with anything. */
async function jsonOf(response: Response): Promise<Link | 'network'> {
  return (await response.json().catch(() => 'network')) as Link | 'network';
}

export type Refusal = 'wrong' | 'many' | 'network';

/** The link behind its password, or why it stays closed. */
export async function unlock(address: string, password: string): Promise<Link | Refusal> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ password });
  const response = await fetch(`${address}/unlock`, { method: 'POST', headers, body }).catch(() => null);
  if (response?.ok) return jsonOf(response);
  if (response?.status === 429) return 'many';
  return response?.status === 401 || response?.status === 403 ? 'wrong' : 'network';
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

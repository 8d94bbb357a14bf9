/** What the opening of a page tells: where it came from and what kind of device it is, never who came. */
import type { Metadata } from './session';

/** Bytes of a campaign's name: an event that is too long is refused, and so is half a letter. */
const LONGEST = 200;

export function arrival(): Metadata {
  const parameters = new URLSearchParams(location.search);
  const campaign = ['utm_source', 'utm_medium', 'utm_campaign'].flatMap((name) => {
    const value = parameters.get(name);
    return value ? [[name, cut(value)]] : [];
  });
  return {
    ...Object.fromEntries(campaign),
    ...(document.referrer ? { referrer: new URL(document.referrer).host } : {}),
    deviceClass: deviceClass(navigator),
  };
}

export function cut(name: string): string {
  const kept = new TextEncoder().encode(name).subarray(0, LONGEST);
  return new TextDecoder().decode(kept).replace(/\ufffd$/, '');
}

/** In three steps only: more would help to tell one person's device from another's. */
export function deviceClass({ hardwareConcurrency = 4, deviceMemory = 4 }: { hardwareConcurrency?: number; deviceMemory?: number }): string {
  if (hardwareConcurrency <= 2 || deviceMemory <= 2) return 'low';
  return hardwareConcurrency >= 8 && deviceMemory >= 4 ? 'high' : 'middle';
}

/** Addresses that take a page out of the app that shows it, into the browser of the phone. */
import type { System } from './device';

/** Null where no address does that: the app's own menu does then, or the copied link. */
export function outsideAddress(page: string, system: System): string | null {
  const { protocol, host, pathname, search, hash } = new URL(page);
  if (!/^https?:$/.test(protocol)) return null;
  const scheme = protocol.slice(0, -1);
  // Understood by Safari since iOS 15; an app may keep it from leaving, so the menu is named as well.
  if (system === 'ios') return `x-safari-${page}`;
  // What follows # is the intent's own, so a page that needs its # cannot leave this way.
  if (system !== 'android' || hash) return null;
  const parts = [`scheme=${scheme}`, 'action=android.intent.action.VIEW', 'category=android.intent.category.BROWSABLE'];
  return `intent://${host}${pathname}${search}#Intent;${parts.join(';')};end`;
}

/** The same page by https; null where it is already, or where nothing says that there is one. */
export function secureAddress(page: string): string | null {
  const url = new URL(page);
  if (url.protocol !== 'http:' || url.port !== '' || /^[\d.]+$|^localhost$|^\[/.test(url.hostname)) return null;
  url.protocol = 'https:';
  return url.href;
}

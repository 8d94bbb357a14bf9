/** What was chosen on this device stays chosen, where the browser lets a page remember; else it holds for the visit. */

type Thing = 'language' | 'captions' | 'lens';

const keyOf = (thing: Thing): string => `argument.${thing}`;

export function recall(thing: Thing): string | null {
  return trying(() => localStorage.getItem(keyOf(thing)));
}

export function remember(thing: Thing, value: string): void {
  trying(() => localStorage.setItem(keyOf(thing), value));
}

export function forget(thing: Thing): void {
  trying(() => localStorage.removeItem(keyOf(thing)));
}

/** Null where storage is forbidden or full. */
function trying<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

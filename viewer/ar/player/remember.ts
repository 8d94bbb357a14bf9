/** What a visitor chose stays chosen on this device, where the browser lets a page remember. */

const PREFIX = 'argument.';

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Storage is full or forbidden: it is forgotten with the page.
  }
}

/** Gives a file or an address away: by the device's own share sheet where there is one. */
import { copy } from '../ui/copy';

export interface Address {
  url: string;
  title: string;
}

export function canShareFile(file: File): boolean {
  return typeof navigator.share === 'function' && (navigator.canShare?.({ files: [file] }) ?? false);
}

/** False when the device could not; a visitor who changes his mind is no failure. */
export async function shareFile(file: File, address: Address | null): Promise<boolean> {
  const words = address ? { title: address.title, text: address.url } : {};
  return done(navigator.share({ files: [file], ...words }));
}

export function save(file: File): void {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: url, download: file.name });
  link.click();
  // The download has begun when the address goes.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The share sheet, else the clipboard. */
export async function shareAddress(address: Address): Promise<'shared' | 'copied' | 'failed'> {
  if (typeof navigator.share === 'function' && (await done(navigator.share(address)))) return 'shared';
  return (await copy(address.url)) ? 'copied' : 'failed';
}

async function done(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError';
  }
}

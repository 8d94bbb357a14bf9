/** The lens that served this device best, for the next visit. */

const KEY = 'argument.lens';

/** The `deviceId`, which a browser makes up for each site; null where there is none, or nothing may be kept. */
export function rememberedLens(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function rememberLens(deviceId: string): void {
  try {
    localStorage.setItem(KEY, deviceId);
  } catch {
    // Without it the next visit looks for the lens again.
  }
}

export function forgetLens(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Then there was nothing to forget.
  }
}

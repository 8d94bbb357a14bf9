/** The visitor's word on the camera, which may be taken back while it runs. */

/** Calls back once when a permission that was there is there no more. Returns what ends the watch. */
export function watchPermission(onRevoked: () => void): () => void {
  const end = new AbortController();
  void cameraPermission().then((permission) => {
    // Some browsers say "prompt" while the camera runs: theirs tells nothing.
    if (permission?.state !== 'granted') return;
    const look = (): void => {
      if (permission.state !== 'granted') onRevoked();
    };
    permission.addEventListener('change', look, { signal: end.signal });
  });
  return () => end.abort();
}

/** Whether another camera can be opened without the visitor being asked again: Firefox asks for each. */
export async function mayOpenOthers(): Promise<boolean> {
  return !/\bFirefox\//.test(navigator.userAgent) || (await cameraPermission())?.state === 'granted';
}

/** Null where the browser does not know this permission by name. */
export async function cameraPermission(): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: 'camera' as PermissionName });
  } catch {
    return null;
  }
}

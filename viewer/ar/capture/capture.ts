/** Pictures and short films of what the screen shows: the camera's picture with the video on it. */

/** Given by whoever draws. */
export interface Capture {
  /** Shows exactly what the screen shows, until the end of the task in which it was asked for. */
  canvas(): HTMLCanvasElement;
}

/** What was kept, and a small still of it. */
export interface Kept {
  file: File;
  still: HTMLCanvasElement;
}

const PHOTO = 'image/jpeg';
const QUALITY = 0.92;
/** Pixels of the still's longer side. */
const STILL = 192;

/** Throws when the device cannot make a picture of it. */
export async function takePhoto(capture: Capture, name: string): Promise<Kept> {
  const picture = copy(capture.canvas());
  const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, PHOTO, QUALITY));
  if (!blob) throw new Error('no picture');
  return { file: new File([blob], `${name}.jpg`, { type: PHOTO }), still: copy(picture, STILL) };
}

/** Another canvas with the same picture, its longer side at most `longest` pixels. */
export function copy(source: HTMLCanvasElement, longest = Infinity): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, shrunk(source, longest));
  canvas.getContext('2d')?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Even sides, which film codecs ask for. */
export function shrunk({ width, height }: { width: number; height: number }, longest: number): { width: number; height: number } {
  const share = Math.min(1, longest / Math.max(width, height, 1));
  const even = (side: number): number => Math.max(2, 2 * Math.floor((side * share) / 2));
  return { width: even(width), height: even(height) };
}

/** A file's name that says what and when: `astronaut-20261123-013000`. */
export function nameOf(what: string, now: Date): string {
  const digits = (n: number): string => String(n).padStart(2, '0');
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(digits).join('');
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(digits).join('');
  return `${what.replace(/[^\p{L}\p{N}-]+/gu, '-').replace(/^-+|-+$/g, '') || 'argument'}-${day}-${time}`;
}

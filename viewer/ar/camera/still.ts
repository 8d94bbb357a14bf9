/** Copies of what is shown at a moment. */

/** What a video or a canvas shows now. Safari before 15 knows no bitmaps. */
export async function stillOf(source: HTMLVideoElement | HTMLCanvasElement, width: number, height: number): Promise<ImageBitmap | HTMLCanvasElement> {
  if ('createImageBitmap' in globalThis) return createImageBitmap(source);
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d', { alpha: false })?.drawImage(source, 0, 0);
  return canvas;
}

/** Gives a picture's memory back; iOS lets pages have little for canvases, and counts those that nobody uses. */
export function letGo(image: VideoFrame | ImageBitmap | HTMLCanvasElement): void {
  if ('close' in image) image.close();
  else image.width = 0;
}

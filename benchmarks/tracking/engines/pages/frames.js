/** Frames of a clip as an engine gets them: decoded, brought to the product's processing size, read. */
import { processingSize } from '/viewer/ar/camera/reader';

export { processingSize };

/** `folder` holds 000000.jpg and so on. The picture must be closed. */
export async function decode(folder, index) {
  const response = await fetch(`${folder}/${String(index).padStart(6, '0')}.jpg`);
  if (!response.ok) throw new Error(`frame ${index}: ${response.status}`);
  return createImageBitmap(await response.blob());
}

/** The way that needs nothing but a canvas; its pixels stay where the processor reads them. */
export class Reader {
  constructor({ width, height }) {
    this.canvas = new OffscreenCanvas(width, height);
    this.context = this.canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  }

  /** Pixels as the product hands them over. */
  read(picture) {
    const { width, height } = this.canvas;
    this.context.drawImage(picture, 0, 0, width, height);
    const { data } = this.context.getImageData(0, 0, width, height);
    return { format: 'rgba', width, height, data: new Uint8Array(data.buffer) };
  }
}

/** Corners [x, y] x 4 of the processed frame in pixels of the clip's frame, edges whole in both; null for no numbers. */
export function scaled(corners, from, to) {
  if (!corners?.flat().every(Number.isFinite)) return null;
  return corners.map(([x, y]) => [(x * to.width) / from.width, (y * to.height) / from.height]);
}

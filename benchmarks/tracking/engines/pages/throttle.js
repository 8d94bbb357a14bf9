/** The core on the page's own thread, which the bench may have slowed: what a poor phone without a spare core does. */
import { open } from './engines/planar.js';
import { decode, processingSize, Reader, scaled } from './frames.js';

/** Frames that are decoded ahead, outside of the times. */
const AHEAD = 40;

/** job: engine {config}, clip {folder, width, height, fps, count}. */
export async function run({ engine, clip }, progress) {
  const size = processingSize(clip);
  const reader = new Reader(size);
  const tracker = await open(engine.config, size);
  const frames = [];
  while (frames.length < clip.count) {
    const first = frames.length;
    const count = Math.min(AHEAD, clip.count - first);
    const pictures = await Promise.all(Array.from({ length: count }, (_, i) => decode(clip.folder, first + i)));
    for (const picture of pictures) {
      const began = performance.now();
      const pixels = reader.read(picture);
      const captured = performance.now();
      const { corners, confidence } = tracker.process(pixels, (1000 * frames.length) / clip.fps);
      const ms = performance.now() - captured;
      frames.push({ corners: scaled(corners, size, clip), confidence, captureMs: captured - began, ms });
      picture.close();
    }
    progress(frames.length);
  }
  return frames;
}

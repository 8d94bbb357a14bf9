/**
 * Every frame of a clip through one engine. An engine's module has `open(config, size)`, which gives
 * `process(input, time)` -> {corners, confidence}, and `capture(picture)` when its input is not RGBA in memory.
 */
import { decode, processingSize, Reader, scaled } from './frames.js';
import { started } from './start.js';

/** job: engine {module, config}, clip {folder, width, height, fps, count}. */
export async function run({ engine, clip }, progress) {
  const size = processingSize(clip);
  const reader = new Reader(size);
  const { tracker, initMs } = await started(engine, size);
  const capture = tracker.capture ?? ((picture) => reader.read(picture));
  const frames = [];
  for (let i = 0; i < clip.count; i++) {
    const picture = await decode(clip.folder, i);
    const { answer, ms, captureMs } = await timed(tracker, capture, picture, (1000 * i) / clip.fps);
    picture.close();
    frames.push({ corners: scaled(answer.corners, size, clip), confidence: answer.confidence, ms, captureMs });
    progress(i + 1);
  }
  return { frames, initMs };
}

async function timed(tracker, capture, picture, time) {
  const began = performance.now();
  const input = capture(picture);
  const captured = performance.now();
  const answer = await tracker.process(input, time);
  return { answer, captureMs: captured - began, ms: performance.now() - captured };
}

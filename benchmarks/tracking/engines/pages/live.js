/** An engine on the browser's camera: whatever frame is the newest when the engine is free. */
import { FrameReader } from '/viewer/ar/camera/reader';
import { processingSize, scaled } from './frames.js';
import { openRemote } from './remote.js';
import { started } from './start.js';
import { numberOf } from './stamp.js';
import { closeCamera, nextPicture, openCamera } from './video.js';

/** job: engine {module, config}, remote (in a worker of its own), clip {width, height, fps}, seconds. */
export async function run({ engine, remote, clip, seconds }, progress) {
  const size = processingSize(clip);
  const { tracker, initMs } = await (remote ? openRemote(engine, size) : started(engine, size));
  const video = await openCamera(clip);
  const capture = captureFor(tracker);
  const frames = [];
  const start = performance.now();
  while (performance.now() - start < 1000 * seconds) {
    const shown = await nextPicture(video);
    const { number, input, captureMs } = await capture(video);
    const asked = performance.now();
    const { corners, confidence, ms } = await tracker.process(input, shown);
    const at = performance.now();
    const frame = { number, shown, at, captureMs, ms: ms ?? at - asked, confidence, corners: scaled(corners, size, clip) };
    if (number >= 0) frames.push(frame);
    progress((at - start) / 1000);
  }
  closeCamera(video);
  return { frames, initMs };
}

/** Gives what the engine is to see of a video, in the way that the product takes it; and the frame's number. */
function captureFor(tracker) {
  const reader = new FrameReader();
  return async (video) => {
    const image = new VideoFrame(video);
    const frame = { image, width: video.videoWidth, height: video.videoHeight };
    const began = performance.now();
    const input = tracker.capture ? tracker.capture(image) : await reader.read(frame, tracker.takesGrey);
    const captureMs = performance.now() - began;
    const number = numberOf(tracker.capture ? await reader.read(frame, true) : input);
    image.close();
    return { number, input, captureMs };
  };
}

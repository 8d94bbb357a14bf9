/** What it costs to get a camera frame's pixels, in the ways that the product has. */
import { LumaReader } from '/viewer/ar/camera/luma';
import { processingSize, Reader } from './frames.js';
import { closeCamera, nextPicture, openCamera } from './video.js';

const FIRST = 10;

/** job: clip {width, height, fps}, count. Gives ms a frame for each way, and the format of the camera's frames. */
export async function run({ clip, count }, progress) {
  const size = processingSize(clip);
  const [canvas, luma] = [new Reader(size), new LumaReader()];
  const grey = { data: new Uint8Array(size.width * size.height) };
  const video = await openCamera(clip);
  const made = { canvas: [], videoFrame: [], format: null };
  for (let i = 0; i < FIRST + count; i++) {
    await nextPicture(video);
    const picture = new VideoFrame(video);
    made.format = picture.format;
    const began = performance.now();
    const isRead = await luma.read(picture, size, grey);
    const between = performance.now();
    canvas.read(picture);
    const end = performance.now();
    picture.close();
    if (i < FIRST) continue;
    if (isRead) made.videoFrame.push(between - began);
    made.canvas.push(end - between);
    progress(i - FIRST + 1);
  }
  closeCamera(video);
  return made;
}

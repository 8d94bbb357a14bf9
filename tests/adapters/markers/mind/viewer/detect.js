/** MindAR's own controller on single frames: which target of a file each shows, and whether it can be followed. */

/** MindAR looks at another part of the frame each time; a camera would show it the next frame by then. */
const LOOKS = 6;

async function drawn(address, context) {
  const bitmap = await createImageBitmap(await (await fetch(address)).blob());
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
}

async function seen(controller, canvas, targets) {
  const input = controller.inputLoader.loadInput(canvas);
  let match = { targetIndex: -1 };
  for (let look = 0; look < LOOKS && match.targetIndex < 0; look++) match = await controller._detectAndMatch(input, targets);
  const found = match.targetIndex;
  const pose = found < 0 ? null : await controller._trackAndUpdate(input, match.modelViewTransform, found);
  input.dispose();
  return { found, followed: Boolean(pose) };
}

/** job: library, file and frames (addresses), width and height of the frames. */
export async function run({ library, file, frames, width, height }, progress) {
  const { Controller } = await import(library);
  const controller = new Controller({ inputWidth: width, inputHeight: height, maxTrack: 1 });
  const { dimensions } = await controller.addImageTargets(file);
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  controller.dummyRun(canvas);
  const answers = [];
  for (const [index, address] of frames.entries()) {
    await drawn(address, context);
    answers.push(await seen(controller, canvas, [...dimensions.keys()]));
    progress(index + 1);
  }
  return { dimensions, answers };
}

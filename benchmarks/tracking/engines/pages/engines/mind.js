/**
 * The `mind` engine: MindAR's controller, frame by frame, in the order of its own loop (detect and match while lost,
 * then track and update), without its warm-up of five frames and its filter, so that its raw pose is measured.
 */

/**
 * A corner of the marker, y down, by the controller's pinhole camera, edges whole on both sides. It samples the frame at
 * pixel centres, and takes the middle of a pixel of its small tracking template for the place of that pixel's corner:
 * `half` such a pixel, which the pose would be off by, is given back to it.
 */
function projected([x, y], half, pose, camera) {
  const [u, v, w] = pose.map((row) => row[0] * (x - half) + row[1] * (y - half) + row[3]);
  return [(camera[0][0] * u) / w + camera[0][2] + 0.5, (camera[1][1] * v) / w + camera[1][2] + 0.5];
}

/** config: script and target, addresses. */
export async function open({ script, target }, size) {
  const { Controller } = await import(script);
  const controller = new Controller({ inputWidth: size.width, inputHeight: size.height, maxTrack: 1 });
  const { dimensions } = await controller.addImageTargets(target);
  const [width, height] = dimensions[0];
  const half = 0.5 / controller.tracker.trackingKeyframeList[0].scale;
  const sheet = [[0, 0], [width, 0], [width, height], [0, height]];
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  controller.dummyRun(canvas);
  let pose = null;
  return {
    /** Its own canvas and texture: this engine never has the pixels in memory. */
    capture(picture) {
      if (picture.width === size.width && picture.height === size.height) return controller.inputLoader.loadInput(picture);
      context.drawImage(picture, 0, 0, size.width, size.height);
      return controller.inputLoader.loadInput(canvas);
    },

    async process(input) {
      if (!pose) {
        const match = await controller._detectAndMatch(input, [0]);
        pose = match.targetIndex < 0 ? null : match.modelViewTransform;
      }
      if (pose) pose = await controller._trackAndUpdate(input, pose, 0);
      input.dispose();
      const corners = pose && sheet.map((point) => projected(point, half, pose, controller.projectionTransform));
      return { corners, confidence: pose ? 1 : 0 };
    },
  };
}

/** The `nft` engine: jsartoolkitNFT driven by the product's own modules: ideal camera, no filter. */
import { isFrontQuad, meanSide } from '/viewer/ar/math/homography';
import { idealCamera } from '/viewer/ar/nft/camera-para';
import { projectCorners } from '/viewer/ar/nft/pose';
import { Tracker } from '/viewer/ar/nft/toolkit';

/** The product's limits of a believable pose: pixels a side, and longer sides of the frame. */
const MIN_SIDE = 24;
const MAX_SIDES = 6;

/** config: toolkit (a folder's address), files (addresses by ending). */
export async function open({ toolkit, files }, { width, height }) {
  const load = async ([ending, url]) => [ending, await (await fetch(url)).arrayBuffer()];
  const buffers = Object.fromEntries(await Promise.all(Object.entries(files).map(load)));
  const tracker = await Tracker.open(toolkit, idealCamera(width, height), [buffers]);
  const isPlausible = (corners) =>
    isFrontQuad(corners) && meanSide(corners) >= MIN_SIDE && meanSide(corners) <= MAX_SIDES * Math.max(width, height);
  return {
    process({ data }) {
      const finding = tracker.find(new Uint8ClampedArray(data.buffer));
      const corners = finding && projectCorners(finding.pose, tracker.sheets[finding.target], tracker.camera);
      if (!corners || !isPlausible(corners)) return { corners: null, confidence: 0 };
      return { corners: corners.map(({ x, y }) => [x, y]), confidence: 1 / (1 + finding.error) };
    },
  };
}

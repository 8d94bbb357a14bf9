/** The camera that jsartoolkit is told about: an ideal one, for the web does not give the real one's lens. */

/**
 * Focal length as a share of the frame's longer side. A phone's main camera films with 0.75 to 0.95; being 30 % off
 * costs up to 8 px at steep tilt and nothing from the front.
 */
const FOCAL_SHARE = 0.9;

export interface Camera {
  width: number;
  height: number;
  focal: number;
}

export function idealCamera(width: number, height: number): Camera {
  return { width, height, focal: FOCAL_SHARE * Math.max(width, height) };
}

/**
 * ARToolKit 5's camera_para.dat, big-endian: int32 width, height; double[3][4] projection; double[9] distortion
 * (k1 k2 p1 p2 fx fy x0 y0 s). 176 bytes. No distortion and a centred principal point: what the drawing assumes too.
 */
export function cameraPara({ width, height, focal }: Camera): Uint8Array {
  const bytes = new Uint8Array(176);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, width);
  view.setInt32(4, height);
  const [cx, cy] = [width / 2, height / 2];
  const projection = [focal, 0, cx, 0, 0, focal, cy, 0, 0, 0, 1, 0];
  const distortion = [0, 0, 0, 0, focal, focal, cx, cy, 1];
  [...projection, ...distortion].forEach((value, i) => view.setFloat64(8 + 8 * i, value));
  return bytes;
}

/** Asking the browser for a camera. */
import { CameraError, cameraProblem } from './source';

const SIZE: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 960 }, frameRate: { ideal: 30 } };
const REAR: MediaTrackConstraints = { facingMode: { ideal: 'environment' } };

/** Milliseconds that a phone may need until a camera that was just given up can be opened again. */
const BREATH = 400;

/** Throws `CameraError`. Without wishes where the wishes are the problem, and again where the camera was in use just now. */
export async function openAny(): Promise<MediaStream> {
  const { mediaDevices } = navigator;
  if (!isSecureContext) throw new CameraError('insecure');
  if (!mediaDevices?.getUserMedia) throw new CameraError('no_camera_api');
  let problem: CameraError | null = null;
  for (const video of [{ ...SIZE, ...REAR }, REAR, true]) {
    try {
      return await patiently(video);
    } catch (error) {
      problem = new CameraError(cameraProblem(error));
      if (problem.problem !== 'overconstrained') throw problem;
    }
  }
  throw problem;
}

/** This very camera; rejects as getUserMedia does. With `facingMode` beside it browsers have preferred another. */
export function openLens(deviceId: string): Promise<MediaStream> {
  return patiently({ ...SIZE, deviceId: { exact: deviceId } });
}

async function patiently(video: MediaStreamConstraints['video']): Promise<MediaStream> {
  const wanted = { audio: false, video } as MediaStreamConstraints;
  try {
    return await navigator.mediaDevices.getUserMedia(wanted);
  } catch (error) {
    if (cameraProblem(error) !== 'in_use') throw error;
  }
  await new Promise((resolve) => setTimeout(resolve, BREATH));
  return navigator.mediaDevices.getUserMedia(wanted);
}

/** Where camera frames come from: the real camera, a drawn one, or a measured sequence. All go the same way. */

export type FrameImage = VideoFrame | ImageBitmap | HTMLCanvasElement;

export interface CameraFrame {
  image: FrameImage;
  width: number;
  height: number;
  /** Milliseconds on the page's clock. */
  time: number;
  /** Gives the picture's memory back; a sequence goes on to its next frame only then. */
  release(): void;
}

export interface CameraSource {
  readonly kind: 'live' | 'demo' | 'seq';
  /** Call it within the visitor's tap. Throws `CameraError`. */
  open(): Promise<void>;
  /** The newest frame not given before; null when there will be no more. */
  next(): Promise<CameraFrame | null>;
  close(): void;
}

export type CameraProblem = 'insecure' | 'no_camera_api' | 'denied' | 'no_camera' | 'in_use' | 'overconstrained' | 'unknown';

export class CameraError extends Error {
  constructor(readonly problem: CameraProblem) {
    super(problem);
  }
}

const PROBLEMS: Record<string, CameraProblem> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'no_camera',
  NotReadableError: 'in_use',
  AbortError: 'in_use',
  OverconstrainedError: 'overconstrained',
};

/** Sorts what getUserMedia throws; names as in the Media Capture and Streams specification. */
export function cameraProblem(error: unknown): CameraProblem {
  if (error instanceof CameraError) return error.problem;
  return PROBLEMS[(error as { name?: string } | null)?.name ?? ''] ?? 'unknown';
}

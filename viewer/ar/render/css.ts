/** The renderer for devices without WebGL: a 2D canvas for the camera and a `matrix3d` on the video element. */
import type { Size } from '../camera/reader';
import type { FrameImage } from '../camera/source';
import { multiply, type Matrix3 } from '../math/homography';
import { coverMatrix, type Overlay, type Renderer } from './renderer';

const SQUARE = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }];

export class CssRenderer implements Renderer {
  private readonly context: CanvasRenderingContext2D | null;
  private frame: Size | null = null;

  constructor(private readonly canvas: HTMLCanvasElement, private readonly video: HTMLVideoElement) {
    this.context = canvas.getContext('2d', { alpha: false });
    video.classList.add('film-flat');
  }

  showFrame(image: FrameImage, size: Size): void {
    const { canvas } = this;
    if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, { width: size.width, height: size.height });
    this.context?.drawImage(image, 0, 0, size.width, size.height);
    this.frame = { width: size.width, height: size.height };
  }

  draw(overlay: Overlay | null): void {
    const { style } = this.video;
    style.opacity = overlay ? String(overlay.alpha) : '0';
    if (!overlay || !this.frame) return;
    const screen = { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
    const [left, top, width, height] = overlay.crop;
    const [across, down] = [this.video.videoWidth || 1, this.video.videoHeight || 1];
    style.width = `${across}px`;
    style.height = `${down}px`;
    const ends = overlay.clip?.outline ?? SQUARE;
    const corners = ends.map(({ x, y }) => `${(left + x * width) * across}px ${(top + y * height) * down}px`);
    style.clipPath = `polygon(${corners.join(',')})`;
    // From the element's pixels to the cropped unit square, then on to the screen.
    const unit = Float64Array.of(1 / (across * width), 0, -left / width, 0, 1 / (down * height), -top / height, 0, 0, 1);
    style.transform = matrix3d(multiply(multiply(coverMatrix(this.frame, screen), overlay.matrix), unit));
  }

  dispose(): void {
    this.video.classList.remove('film-flat');
    this.video.removeAttribute('style');
  }
}

/** CSS takes 4x4 by columns; z is left alone. */
function matrix3d(m: Matrix3): string {
  const n = (i: number): number => m[i]! / m[8]!;
  const columns = [n(0), n(3), 0, n(6), n(1), n(4), 0, n(7), 0, 0, 1, 0, n(2), n(5), 0, 1];
  return `matrix3d(${columns.map((value) => value.toFixed(9)).join(',')})`;
}

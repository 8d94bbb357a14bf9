/** The picture on the screen: the camera's newest wanted frame and what lies on it, drawn when the screen is. */
import type { HeldFrame } from '../camera/held';
import type { Film } from '../render/film';
import { openRenderer } from '../render/open';
import type { Overlay, Renderer } from '../render/renderer';

/** What lies on the frame at a time of the page's clock. */
export type Scene = (time: number) => Overlay | null;

/** Where it is drawn. */
export interface Screen {
  readonly canvas: HTMLCanvasElement;
  /** A new one in its place: one that had WebGL gives nothing else. */
  replaceCanvas(): HTMLCanvasElement;
}

export class View {
  private renderer: Renderer;
  private drawn = '';
  /** Waits to be drawn, and was the last that did. */
  private waiting: HeldFrame | null = null;
  private latest: HeldFrame | null = null;
  /** Camera pictures that were shown. */
  private pictures = 0;
  private closed = false;

  /** `onFlat`: it is drawn without WebGL from now on. */
  constructor(
    private readonly screen: Screen,
    private readonly film: Film,
    private readonly scene: Scene,
    private readonly onFlat: () => void,
  ) {
    this.renderer = openRenderer(screen.canvas, film, { onLost: () => this.goOn() });
    if (this.renderer.flat) onFlat();
    requestAnimationFrame(this.draw);
  }

  /** With the next drawing: graphics that cannot keep up would else fall behind, further with every frame. */
  show(held: HeldFrame): void {
    if (held === this.latest || this.closed) return;
    this.pictures++;
    held.hold();
    this.waiting?.release();
    this.latest = this.waiting = held;
  }

  /** The screen's picture, until the end of the task in which it was asked for. */
  capture(): HTMLCanvasElement {
    return this.renderer.capture();
  }

  close(): void {
    this.closed = true;
    this.waiting?.release();
    this.renderer.dispose();
    this.film.close();
  }

  private readonly draw = (time: number): void => {
    if (this.closed) return;
    requestAnimationFrame(this.draw);
    this.takeFrame();
    const overlay = this.scene(time);
    // Drawing what is there already costs a phone its battery, and the engine its time.
    const { clientWidth, clientHeight } = this.screen.canvas;
    const state = [this.pictures, clientWidth, clientHeight, overlay?.alpha ?? 0, overlay?.matrix[2], overlay ? this.film.stamp : 0].join();
    if (state !== this.drawn) this.renderer.draw(overlay);
    this.drawn = state;
  };

  /** Without the graphics that were taken away. */
  private goOn(): void {
    if (this.closed) return;
    this.renderer.dispose();
    this.renderer = openRenderer(this.screen.replaceCanvas(), this.film, { flat: true });
    this.drawn = '';
    this.onFlat();
  }

  private takeFrame(): void {
    const { waiting } = this;
    if (waiting) this.renderer.showFrame(waiting.frame.image, waiting.frame);
    this.waiting = null;
    waiting?.release();
  }
}

/** Photo and recording: the ring that shows how long it films, and what comes of it. */
import { nameOf, takePhoto, type Capture, type Kept } from '../../capture/capture';
import { LONGEST, Recorder } from '../../capture/recorder';
import type { Strings } from '../../strings';
import { h } from '../dom';
import { controlIcon } from './icons';
import type { KeptSheet } from './kept';

export interface FilmingParts {
  capture: Capture;
  video: HTMLVideoElement;
  strings: Strings;
  sheet: KeptSheet;
  /** What files are named after. */
  title: string;
  onChange: () => void;
  onFailed: () => void;
}

export class Filming {
  /** Stops the recording, and stands where it can be reached while the bar may hide its own button. */
  readonly ring: HTMLButtonElement;
  private recorder: Recorder | null = null;
  private busy = false;

  constructor(private readonly parts: FilmingParts) {
    const left = h('span', { class: 'left', 'aria-hidden': 'true' });
    this.ring = h('button', { class: 'ring', type: 'button', hidden: true }, [
      controlIcon('stop'), left,
    ], { onclick: () => this.recorder?.stop() });
  }

  get recording(): boolean {
    return this.recorder !== null;
  }

  relabel(): void {
    this.ring.setAttribute('aria-label', this.parts.strings.recordStop);
  }

  photo(): void {
    const { capture, title, strings } = this.parts;
    if (this.busy) return;
    this.flash();
    void this.keep(() => takePhoto(capture, nameOf(title, new Date())), strings.photoReady);
  }

  toggleRecording(): void {
    if (this.recorder) return this.recorder.stop();
    const { capture, video, title, strings, onChange } = this.parts;
    if (this.busy) return;
    void this.keep(async () => {
      this.recorder = new Recorder(capture, video, (share) => this.time(share));
      this.ring.hidden = false;
      onChange();
      return this.recorder.film(nameOf(title, new Date()));
    }, strings.recordingReady);
  }

  /** Nothing is filmed any more. */
  close(): void {
    this.recorder?.stop();
  }

  private async keep(make: () => Promise<Kept>, title: string): Promise<void> {
    this.busy = true;
    try {
      this.parts.sheet.show(await make(), title);
    } catch {
      this.parts.onFailed();
    } finally {
      this.busy = false;
      this.recorder = null;
      this.ring.hidden = true;
      this.parts.onChange();
    }
  }

  private time(share: number): void {
    this.ring.style.setProperty('--share', `${100 * share}%`);
    this.ring.lastElementChild!.textContent = String(Math.ceil(((1 - share) * LONGEST) / 1000));
  }

  private flash(): void {
    const flash = h('div', { class: 'flash', 'aria-hidden': 'true' });
    this.ring.closest('.stage')?.append(flash);
    setTimeout(() => flash.remove(), 400);
  }
}

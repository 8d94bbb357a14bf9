/** Goes from lens to lens: to the right one at a first visit, to the next when the visitor wants. */
import { remember } from '../memory';
import { betterThan, type Lens, lensesOf, mainLenses } from './lens';
import type { Opened } from './opened';
import { mayOpenOthers } from './permission';

/** Milliseconds after which Chromium knows what a camera that was just opened can do. */
const KNOWN_AFTER = 1500;
/** Cameras that are tried at a first visit for one that focuses. */
const TRIES = 2;

/** What can be changed over to another lens. */
export interface Changeable {
  readonly opened: Opened | null;
  readonly closed: boolean;
  /** False where that lens does not open: the one in use stays. */
  change(deviceId: string): Promise<boolean>;
}

export class LensChoice {
  /** The best first; more than one where there is a choice. */
  lenses: Lens[] = [];
  /** By the visitor. */
  private chosen = false;

  constructor(private readonly camera: Changeable) {}

  async list(): Promise<void> {
    const devices = await navigator.mediaDevices.enumerateDevices?.().catch(() => []);
    this.lenses = lensesOf(devices ?? []);
  }

  /** Finds the right lens, and remembers it; asks the visitor nothing. Resolves when it is known what the lens can do. */
  async settle(isRemembered: boolean): Promise<void> {
    if (isRemembered || this.lenses.length < 2 || !(await mayOpenOthers())) return this.knowing();
    const better = betterThan(this.current, this.lenses);
    if (better && !this.over) await this.camera.change(better.deviceId);
    await this.findFocus();
    if (!this.over && this.lenses.some(({ deviceId, rear }) => rear && deviceId === this.current)) remember('lens', this.current);
  }

  /** To the next that can be opened; it is the one of later visits. */
  async next(): Promise<void> {
    this.chosen = true;
    const from = this.lenses.findIndex(({ deviceId }) => deviceId === this.current);
    for (const { deviceId } of [...this.lenses.slice(from + 1), ...this.lenses.slice(0, Math.max(0, from))]) {
      if (this.camera.closed) return;
      if (await this.camera.change(deviceId)) return remember('lens', deviceId);
      this.lenses = this.lenses.filter((lens) => lens.deviceId !== deviceId);
    }
  }

  private get current(): string {
    return this.camera.opened?.deviceId ?? '';
  }

  private get over(): boolean {
    return this.camera.closed || this.chosen;
  }

  private knowing(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, KNOWN_AFTER));
  }

  /** Another of the main lenses while the one in use says that it cannot focus; back to the first where none can. */
  private async findFocus(): Promise<void> {
    const first = this.current;
    const others = mainLenses(this.lenses).filter(({ deviceId }) => deviceId !== first);
    for (const { deviceId } of [...others.slice(0, TRIES), { deviceId: first }]) {
      await this.knowing();
      if (this.over || this.camera.opened?.focuses !== false) return;
      await this.camera.change(deviceId);
    }
  }
}

/** Graphics that are taken from a page: phones do it in the background, and when they are short of memory. */

/** Milliseconds after which nobody waits for them any more, while the page is to be seen. */
const PATIENCE = 2000;

export interface LossEvents {
  lost: () => void;
  /** Everything must be made anew; it may throw when they are lost once more. */
  restored: () => void;
  /** They do not come back to this canvas; told once at most. */
  gone: () => void;
}

/** Returns what ends it. */
export function watchLoss(canvas: HTMLCanvasElement, events: LossEvents): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => {
    clearTimeout(timer);
    canvas.removeEventListener('webglcontextlost', lost);
    canvas.removeEventListener('webglcontextrestored', restored);
  };
  const giveUp = (): void => {
    // A page in the background gets nothing back: the time runs while it is to be seen.
    if (document.visibilityState !== 'visible') return wait();
    end();
    events.gone();
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, PATIENCE);
  };
  const lost = (event: Event): void => {
    // Only a prevented loss is given back.
    event.preventDefault();
    events.lost();
    wait();
  };
  const restored = (): void => {
    try {
      events.restored();
      clearTimeout(timer);
    } catch {
      events.lost();
    }
  };
  canvas.addEventListener('webglcontextlost', lost);
  canvas.addEventListener('webglcontextrestored', restored);
  return end;
}

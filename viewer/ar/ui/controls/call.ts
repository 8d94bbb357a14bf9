/** The owner's call to action: a link over the stage, from its moment on. */
import type { CallToAction } from '../../../shared/api';
import type { Player } from '../../player/player';
import type { Telemetry } from '../../telemetry/session';
import { h } from '../dom';

const WEB = ['http:', 'https:'];
const SCHEMES = [...WEB, 'mailto:', 'tel:'];

/** The address as the browser reads it; null for one that may not be opened from here. */
export function addressOf({ url }: Pick<CallToAction, 'url'>): URL | null {
  try {
    const address = new URL(url);
    return SCHEMES.includes(address.protocol) ? address : null;
  } catch {
    return null;
  }
}

/** Whether its moment has come: its second of the first video, or the end of the last; the end is also late enough for the former. */
export function isDue({ at }: Pick<CallToAction, 'at'>, played: { index: number; time: number; finished: boolean }): boolean {
  if (played.finished) return true;
  return at !== null && (played.index > 0 || played.time >= at);
}

export class Call {
  readonly element = h('a', { class: 'call', rel: 'noopener', hidden: true });
  private shown: CallToAction | null = null;

  constructor(private readonly player: Player, telemetry: Telemetry) {
    this.element.addEventListener('click', () => telemetry.track('cta_clicked', { position: player.video.currentTime }));
  }

  /** Once there it stays, wherever the visitor goes in the video. */
  refresh(): void {
    const { player, element } = this;
    const { callToAction } = player.settings;
    if (callToAction !== this.shown) element.hidden = true;
    this.shown = callToAction;
    const address = callToAction && addressOf(callToAction);
    if (!callToAction || !address || !element.hidden) return;
    const { index, finished, video } = player;
    if (!isDue(callToAction, { index, finished, time: video.currentTime })) return;
    element.textContent = callToAction.label;
    element.href = address.href;
    if (WEB.includes(address.protocol)) element.target = '_blank';
    else element.removeAttribute('target');
    element.hidden = false;
  }
}

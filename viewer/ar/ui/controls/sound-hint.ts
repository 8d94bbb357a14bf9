/** Says that the video has a sound that is off, until the visitor decides. */
import type { Player } from '../../player/player';
import type { Strings } from '../../strings';
import { h } from '../dom';
import { controlIcon } from './icons';

/** Milliseconds that it stays; the bar's own button stays for ever. */
const PATIENCE = 8000;

/** What some browsers tell of a video's sound, each in its own way. */
interface Heard {
  mozHasAudio?: boolean;
  webkitAudioDecodedByteCount?: number;
  audioTracks?: { length: number };
}

/** True also where the browser does not tell. */
export function mayBeHeard({ mozHasAudio, webkitAudioDecodedByteCount, audioTracks }: Heard): boolean {
  return mozHasAudio ?? (audioTracks ? audioTracks.length > 0 : webkitAudioDecodedByteCount !== 0);
}

export class SoundHint {
  readonly element: HTMLButtonElement;
  private readonly words = h('span');
  private timer = 0;
  private over = false;

  constructor(private readonly player: Player, private readonly strings: Strings, onChange: () => void) {
    this.element = h('button', { class: 'chip sound-hint', type: 'button', hidden: true }, [controlIcon('soundOff'), this.words], {
      onclick: () => {
        player.toggleSound();
        onChange();
      },
    });
  }

  relabel(): void {
    this.words.textContent = this.strings.soundHint;
  }

  refresh(): void {
    const { player } = this;
    const { video } = player;
    if (!video.muted && video.currentTime > 0) this.end();
    const wanted = !this.over && video.muted && player.playing && video.currentTime > 0.3 && mayBeHeard(video as Heard);
    if (wanted) this.timer ||= window.setTimeout(() => this.end(), PATIENCE);
    // Once there it stays its time: what comes and goes with every loss of the picture is in the way.
    if (wanted) this.element.hidden = false;
  }

  private end(): void {
    this.over = true;
    this.element.hidden = true;
  }
}

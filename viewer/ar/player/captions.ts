/** The captions of the video that plays: which there are, which is wanted, and what they say now. */
import type { Captions } from '../../shared/api';
import { recall, remember } from '../memory';

const OFF = 'off';

/**
 * The language that is shown. A choice of before goes first; without one, who hears nothing reads, if it is in one of
 * the visitor's languages. Null: none.
 */
export function chooseCaptions(
  offered: readonly Captions[],
  chosen: string | null,
  languages: readonly string[],
  muted: boolean,
): string | null {
  if (chosen === OFF) return null;
  if (chosen !== null) return suits(offered, [chosen, ...languages]) ?? offered[0]?.language ?? null;
  return muted ? suits(offered, languages) : null;
}

/** The offered language nearest to the first wish that any is near to: the very tag, else the same language. */
function suits(offered: readonly Captions[], wishes: readonly string[]): string | null {
  for (const wish of wishes) {
    const exact = offered.find(({ language }) => same(language, wish));
    const near = exact ?? offered.find(({ language }) => same(primary(language), primary(wish)));
    if (near) return near.language;
  }
  return null;
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const primary = (tag: string): string => tag.split('-')[0] ?? '';

export class CaptionTracks {
  /** BCP 47; null: off. */
  language: string | null = null;
  offered: readonly Captions[] = [];
  private tracks: HTMLTrackElement[] = [];
  private native = false;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly languages: readonly string[],
    private readonly onChange: () => void,
  ) {}

  /** Another video's captions in the place of those that were there. */
  open(offered: readonly Captions[]): void {
    this.offered = offered;
    for (const track of this.tracks) track.remove();
    this.tracks = offered.map(({ language, label, url }) => {
      const track = Object.assign(document.createElement('track'), { kind: 'captions', srclang: language, label, src: url });
      track.track.addEventListener('cuechange', this.onChange);
      return track;
    });
    this.video.append(...this.tracks);
    this.language = chooseCaptions(offered, recall('captions'), this.languages, this.video.muted);
    this.apply();
  }

  /** The visitor's choice, kept on this device; null turns them off. */
  choose(language: string | null): void {
    this.language = language;
    remember('captions', language ?? OFF);
    this.apply();
  }

  /** On in the nearest language, or off. */
  toggle(): void {
    this.choose(this.language === null ? chooseCaptions(this.offered, '', this.languages, true) : null);
  }

  /** Whether the browser draws them itself, where the video element is to be seen. */
  drawByBrowser(native: boolean): void {
    this.native = native;
    this.apply();
  }

  /** What they say now; text with at most emphasis, made by the browser. */
  get lines(): DocumentFragment[] {
    const cues = this.shown?.track.activeCues;
    return Array.from(cues ?? []).flatMap((cue) => ('getCueAsHTML' in cue ? [(cue as VTTCue).getCueAsHTML()] : []));
  }

  private get shown(): HTMLTrackElement | undefined {
    return this.tracks.find(({ srclang }) => srclang === this.language);
  }

  private apply(): void {
    const shown = this.shown;
    for (const track of this.tracks) track.track.mode = track !== shown ? 'disabled' : this.native ? 'showing' : 'hidden';
    this.onChange();
  }
}

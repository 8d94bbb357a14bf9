/** The language of the page, and its change while the page is open. */
import { remember } from './memory';
import { directionOf, LANGUAGES, loadStrings, type Strings } from './strings';

export class Languages {
  /** Tags and names; each language is called as its speakers call it. */
  readonly all = Object.entries(LANGUAGES).map(([tag, { name }]) => ({ tag, name }));
  /** One object for the whole visit: another language puts other sentences into it. */
  readonly strings: Strings;
  private readonly listeners = new Set<() => void>();
  private wanted: string;

  constructor(private tag: string, strings: Strings) {
    this.strings = { ...strings };
    this.wanted = tag;
    this.announce();
  }

  get current(): string {
    return this.tag;
  }

  async choose(tag: string): Promise<void> {
    this.wanted = tag;
    const [loaded, strings] = await loadStrings(tag);
    // One that was chosen later may have come sooner.
    if (this.wanted !== tag) return;
    Object.assign(this.strings, strings);
    this.tag = loaded;
    this.announce();
    remember('language', loaded);
    keepInAddress(loaded);
    this.listeners.forEach((listener) => listener());
  }

  /** Returns what ends it. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private announce(): void {
    document.documentElement.lang = this.tag;
    document.documentElement.dir = directionOf(this.tag);
  }
}

/** An address that asks for a language asks for the new one from now on: a reload would else bring the old one back. */
function keepInAddress(tag: string): void {
  const url = new URL(location.href);
  if (!url.searchParams.has('lang')) return;
  url.searchParams.set('lang', tag);
  history.replaceState(history.state, '', url);
}

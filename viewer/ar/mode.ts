/** What the address asks for beyond the link itself. */

export interface Mode {
  /** live: the device's camera; demo: a drawn one; seq: a measured sequence. */
  source: 'live' | 'demo' | 'seq';
  /** Folder of the sequence, on this origin. */
  clip: string;
  /** A demonstration that was asked for already, on the page before. */
  now: boolean;
  engine: string | null;
  language: string | null;
  /** Whether view events are sent. */
  tracks: boolean;
  /** An owner tries a marker: numbers are shown with the picture. */
  trial: boolean;
  /** Where the link's JSON lies in an export, from the page; null when the API answers. */
  exported: string | null;
}

/** The page of trials; their ticket is behind the #. */
const TRIAL = '/try';

/** `exported` is what the page itself says; an export asks no API and tells nobody. */
export function readMode({ search, pathname }: { search: string; pathname: string }, exported: string | null = null): Mode {
  const parameters = new URLSearchParams(search);
  const isSeq = parameters.get('source') === 'seq' && parameters.has('clip');
  const isDemo = parameters.get('demo') === '1';
  const trial = exported === null && pathname.replace(/\/+$/, '') === TRIAL;
  const source = isSeq ? 'seq' : isDemo ? 'demo' : 'live';
  return {
    source,
    clip: parameters.get('clip') ?? '',
    now: isDemo && parameters.get('now') === '1',
    engine: parameters.get('engine'),
    language: parameters.get('lang'),
    // Neither a demonstration nor a measurement nor a trial is a view, and an export has nobody to tell.
    tracks: !trial && exported === null && (source === 'live' || parameters.get('track') === '1'),
    trial,
    exported,
  };
}

/** The same page as a demonstration that starts by itself. */
export function demoOf(address: string): string {
  const url = new URL(address);
  url.searchParams.set('demo', '1');
  url.searchParams.set('now', '1');
  return url.href;
}

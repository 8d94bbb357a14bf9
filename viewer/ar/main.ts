/** The first script of /v/{slug}: fetches the link and shows the start page, the rest comes later. */
import './style.css';
import type { Link } from '../shared/api';
import { fetchLink, LinkError, linkAddress } from './link';
import { readMode } from './mode';
import { chooseLanguage, stringsOf } from './strings';
import { Screens } from './ui/screens';
import { Visit } from './visit';

/** Milliseconds between looks at a link that is still being prepared. */
const PATIENCE = 3000;

const mode = readMode(location);
const language = chooseLanguage(mode.language, navigator.languages);
const strings = stringsOf(language);
const root = document.getElementById('app') as HTMLElement;
const screens = new Screens(root, strings);

document.documentElement.lang = language;

async function open(): Promise<void> {
  try {
    show(await fetchLink(linkAddress(location, mode.trial), mode.trial ? 'trial_over' : 'not_found'));
  } catch (error) {
    const problem = error instanceof LinkError ? error.problem : 'network';
    screens.problem(problem, problem === 'network' ? { onRetry: () => void retry() } : {});
  }
}

function show(link: Link): void {
  if (link.title) document.title = link.title;
  if (link.state === 'paused') return screens.problem('paused');
  if (link.state === 'preparing' || !link.marker || (link.videos.length === 0 && !mode.trial)) {
    screens.problem('preparing');
    setTimeout(() => void open(), PATIENCE);
    return;
  }
  new Visit({ link, mode, strings, screens, root }).begin();
}

function retry(): Promise<void> {
  screens.loading();
  return open();
}

screens.loading();
void open();

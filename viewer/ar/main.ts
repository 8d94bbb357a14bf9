/** The first script of /v/{slug}: fetches the link and shows the start page, the rest comes later. */
import './style.css';
import type { Link } from '../shared/api';
import { fetchLink, LinkError, linkAddress } from './link';
import { readMode } from './mode';
import { chooseLanguage, directionOf, loadStrings, type Strings } from './strings';
import { Screens } from './ui/screens';
import { Visit } from './visit';

/** Milliseconds between looks at a link that is still being prepared. */
const PATIENCE = 3000;

const mode = readMode(location);
const language = chooseLanguage(mode.language, navigator.languages);
const root = document.getElementById('app') as HTMLElement;

document.documentElement.lang = language;
document.documentElement.dir = directionOf(language);

/** Opens the link again and again until it is there. */
class Opening {
  private readonly screens: Screens;

  constructor(private readonly strings: Strings) {
    this.screens = new Screens(root, strings);
  }

  async open(asked: Promise<Link> = ask()): Promise<void> {
    try {
      this.show(await asked);
    } catch (error) {
      const problem = error instanceof LinkError ? error.problem : 'network';
      this.screens.problem(problem, problem === 'network' ? { onRetry: () => this.retry() } : {});
    }
  }

  private show(link: Link): void {
    const { screens, strings } = this;
    if (link.title) document.title = link.title;
    if (link.state === 'paused') return screens.problem('paused');
    if (link.state === 'preparing' || !link.marker || (link.videos.length === 0 && !mode.trial)) {
      screens.problem('preparing');
      setTimeout(() => void this.open(), PATIENCE);
      return;
    }
    new Visit({ link, mode, strings, screens, root }).begin();
  }

  private retry(): void {
    this.screens.loading();
    void this.open();
  }
}

function ask(): Promise<Link> {
  return fetchLink(linkAddress(location, mode.trial), mode.trial ? 'trial_over' : 'not_found');
}

const asked = ask();
// Whoever opens it deals with it.
asked.catch(() => undefined);
void loadStrings(language).then((strings) => new Opening(strings).open(asked));

/** The first script of /v/{slug}: fetches the link and shows the start page, the rest comes later. */
import './style.css';
import { Languages } from './languages';
import { codeAddress } from './link';
import { recall } from './memory';
import { readMode } from './mode';
import { askLink, Opening } from './opening';
import { chooseLanguage, loadStrings } from './strings';
import { leadsHere } from './ui/phone-code';
import { Screens } from './ui/screens';

/** An export's page says where its link lies. */
const exported = document.querySelector<HTMLMetaElement>('meta[name="argument-link"]')?.content ?? null;
const mode = readMode(location, exported);
const asked = askLink(mode);

void begin();

async function begin(): Promise<void> {
  const root = document.getElementById('app') as HTMLElement;
  const chosen = chooseLanguage(mode.language ?? recall('language'), navigator.languages);
  const languages = new Languages(...(await loadStrings(chosen)));
  const screens = new Screens(root, languages, leadsHere(location.hostname) ? codeAddress(location, mode) : null);
  screens.loading();
  void new Opening({ mode, languages, screens, root }).open(asked);
}

/** A dead end: what it is, in words for this device, and the ways on that help. */
import type { Link } from '../../shared/api';
import { cameraPermission } from '../camera/permission';
import type { Languages } from '../languages';
import { here, system, where } from '../states/here';
import { outsideAddress, secureAddress } from '../states/outside';
import { STATES, type Way } from '../states/states';
import type { Problem, Strings } from '../strings';
import { copyButton } from './copy';
import { h } from './dom';
import { phoneCode } from './phone-code';
import { sign } from './signs';

export interface WaysOn {
  onRetry?: (() => void) | undefined;
  onWatch?: (() => void) | undefined;
  /** Of the link. */
  fallback?: Link['fallback'];
  opensAt?: Link['opensAt'];
}

export function problemScreen(problem: Problem, languages: Languages, ways: WaysOn, code: string | null, leaving: AbortSignal): Node[] {
  const { strings } = languages;
  const [title, words] = strings.problems[problem];
  const values: Record<string, string> = { app: here().app || strings.thisApp, when: moment(languages, ways.opensAt) };
  const text = words.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  const steps = problem === 'denied' ? [h('p', { class: 'steps' }, [strings.switches[where()]])] : [];
  const head = h('div', { class: 'problem', role: 'alert' }, [sign(problem), h('h1', {}, [title]), h('p', { class: 'lead' }, [text]), ...steps]);
  const onRetry = ways.onRetry && unless(leaving, ways.onRetry);
  if (onRetry) goOnAlone(problem, onRetry, leaving);
  const taken = problem === 'offline' ? { ...ways, onRetry: onRetry && onceThere(onRetry) } : ways;
  const offered = STATES[problem].ways;
  const nodes: Node[] = [head];
  let isFirst = true;
  for (const way of offered) {
    const made = make(way, isFirst ? 'primary' : nodes.length < 3 ? 'secondary' : 'link', strings, taken, code);
    nodes.push(...made);
    isFirst &&= made.length === 0;
  }
  return nodes;
}

function make(way: Way, kind: string, strings: Strings, ways: WaysOn, code: string | null): Node[] {
  const button = (label: string, onclick?: () => void): Node[] =>
    onclick ? [h('button', { class: kind, type: 'button' }, [label], { onclick })] : [];
  const anchor = (label: string, href?: string | null): Node[] => (href ? [h('a', { class: kind, href, rel: 'noopener' }, [label])] : []);
  const makers: Record<Way, () => Node[]> = {
    watch: () => button(strings.watch, ways.onWatch),
    retry: () => button(strings.retry, ways.onRetry),
    outside: () => outside(anchor, strings),
    secure: () => anchor(strings.openSecure, secureAddress(location.href)),
    copy: () => copyButton(strings, kind === 'primary' ? 'secondary' : kind),
    phone: () => [phoneCode(strings, code)].filter((figure) => figure !== null),
    fallback: () => anchor(ways.fallback?.label || strings.fallback, webAddress(ways.fallback?.url)),
    online: () => [],
  };
  return makers[way]();
}

function outside(anchor: (label: string, href: string | null) => Node[], strings: Strings): Node[] {
  const address = outsideAddress(location.href, system());
  return address ? [...anchor(strings.openOutside, address), h('p', { class: 'quiet' }, [strings.menuHint])] : [];
}

/** An owner's address comes from outside: a script is no way on. */
export function webAddress(url: string | undefined): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}

/** In the visitor's own time zone. */
function moment({ current, strings }: Languages, opensAt: string | null | undefined): string {
  const date = new Date(opensAt ?? NaN);
  if (Number.isNaN(date.getTime())) return strings.soon;
  return date.toLocaleString(current, { dateStyle: 'long', timeStyle: 'short' });
}

/** Going on without a connection might end on the browser's own page, from which nothing goes on. */
function onceThere(onRetry: () => void): () => void {
  return () => void fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(onRetry, () => undefined);
}

/** What comes late, and after another way was taken, is no way on any more. */
function unless(leaving: AbortSignal, way: () => void): () => void {
  return () => {
    if (!leaving.aborted) way();
  };
}

/** Some problems end without the visitor: a connection comes back, the camera's switch is turned. */
function goOnAlone(problem: Problem, goOn: () => void, leaving: AbortSignal): void {
  if (STATES[problem].ways.includes('online')) {
    addEventListener('online', goOn);
    leaving.addEventListener('abort', () => removeEventListener('online', goOn));
  }
  if (problem === 'denied') void whenAllowed(goOn);
}

async function whenAllowed(goOn: () => void): Promise<void> {
  const permission = await cameraPermission();
  if (permission) permission.onchange = () => permission.state === 'granted' && goOn();
}

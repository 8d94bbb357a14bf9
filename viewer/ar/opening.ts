/** From the page's address to a visit: the link is asked for again for as long as it is not open. */
import type { Link } from '../shared/api';
import type { Languages } from './languages';
import { fetchLink, linkAddress, targetsOf, unlock, type LinkProblem, type Refusal } from './link';
import type { Mode } from './mode';
import { problemHere } from './states/here';
import { STATES } from './states/states';
import type { Problem } from './strings';
import { asksNotToBeCounted } from './telemetry/privacy';
import { Session } from './telemetry/session';
import type { Screens } from './ui/screens';
import { Visit } from './visit';

/** Milliseconds between looks at a link that is being prepared, and the longest before one that opens at a time. */
const PATIENCE = 3000;
const LONGEST = 15 * 60_000;

export interface Page {
  mode: Mode;
  languages: Languages;
  screens: Screens;
  root: HTMLElement;
}

export class Opening {
  /** What shows already is not drawn again: whoever listens to the page would hear it every time. */
  private shown: string | null = null;
  private told: Problem | null = null;
  /** It opens by itself. */
  private waits = false;
  private session: Session | null = null;

  constructor(private readonly page: Page) {}

  async open(asked: Promise<Link | LinkProblem> = askLink(this.page.mode)): Promise<void> {
    const answer = await asked;
    if (typeof answer !== 'string') return this.take(answer);
    // One answer that is lost does not end a wait.
    if (answer === 'network' && this.waits) return this.again(PATIENCE);
    this.close(problemHere(answer), null);
  }

  private take(link: Link): void {
    const { mode } = this.page;
    if (link.title) document.title = link.title;
    const closed = closedBy(link, mode.trial);
    if (closed) return this.close(closed, link);
    new Visit({ ...this.page, link, session: this.sessionOf(link) }).begin();
  }

  /** One for the page, whatever becomes of its link; null where nothing is counted. */
  private sessionOf(link: Link): Session | null {
    if (!this.page.mode.tracks || asksNotToBeCounted(navigator)) return null;
    this.session ??= new Session(link);
    this.session.link = link;
    return this.session;
  }

  private close(problem: Problem, link: Link | null): void {
    if (link) this.tell(problem, link);
    this.waits = problem === 'preparing' || problem === 'scheduled';
    if (problem === 'preparing') this.again(PATIENCE);
    if (problem === 'scheduled') this.again(waitFor(link?.opensAt, Date.now()));
    const state = JSON.stringify([problem, link?.opensAt, link?.fallback]);
    if (state === this.shown) return;
    this.shown = state;
    const { screens } = this.page;
    const ways = { fallback: link?.fallback, opensAt: link?.opensAt, onRetry: () => this.retry() };
    if (problem === 'password') screens.password((password) => this.unlock(password), ways);
    else screens.problem(problem, ways);
  }

  private again(milliseconds: number): void {
    setTimeout(() => void this.open(), milliseconds);
  }

  private retry(): void {
    this.shown = null;
    this.page.screens.loading();
    void this.open();
  }

  private async unlock(password: string): Promise<Refusal | null> {
    const answer = await unlock(linkAddress(location, this.page.mode), password);
    if (typeof answer === 'string') return answer;
    this.take(answer);
    return null;
  }

  /** Once for each reason: a link that stays closed is asked for many times. */
  private tell(problem: Problem, link: Link): void {
    const { event } = STATES[problem];
    if (!event || this.told === problem) return;
    this.told = problem;
    const session = this.sessionOf(link);
    session?.once(`closed: ${problem}`, event, { reason: problem });
    session?.flush();
  }
}

export function askLink(mode: Mode): Promise<Link | LinkProblem> {
  return fetchLink(linkAddress(location, mode), mode.trial ? 'trial_over' : 'not_found');
}

/** Why there is nothing to see yet; null when there is. */
function closedBy(link: Link, trial: boolean): Problem | null {
  if (link.state !== 'live' && link.state !== 'preparing') return link.state;
  const targets = targetsOf(link);
  const hasVideo = trial || targets.some(({ videos }) => videos.length > 0);
  return link.state === 'live' && targets.length > 0 && hasVideo ? null : 'preparing';
}

/** Milliseconds; a clock that is wrong makes the visitor wait a quarter of an hour at most. */
export function waitFor(opensAt: string | null | undefined, now: number): number {
  const left = Date.parse(opensAt ?? '') - now;
  return Math.min(LONGEST, Math.max(PATIENCE, Number.isNaN(left) ? LONGEST : left));
}

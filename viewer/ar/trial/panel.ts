/** The numbers of a trial over the camera's picture, and a sentence on what to do. */
import './panel.css';
import type { Size } from '../camera/reader';
import { adviseOn, type Advice } from '../coach/rules';
import type { Look } from '../experience/tracking';
import { h } from '../ui/dom';
import { trialStrings } from './strings';
import { Tally, type Numbers } from './tally';

/** Milliseconds between two changes: a person can read no faster. */
const PACE = 250;

export class TrialPanel {
  readonly element: HTMLElement;
  private readonly tally: Tally;
  private readonly strings = trialStrings(document.documentElement.lang);
  private readonly state = h('strong', {});
  private readonly advice = h('p', { role: 'status' });
  private readonly bar = h('progress', { max: '1' });
  private readonly values = new Map<string, HTMLElement>();
  private shownAt = -Infinity;

  /** `words` are those that visitors are told. */
  constructor(picture: Size, private readonly words: Record<Advice, string>) {
    const { strings } = this;
    this.tally = new Tally(picture);
    const names = ['agreeing', 'error', 'confidence', 'correlation', 'lies', 'speed'] as const;
    const rows = names.flatMap((name) => {
      const value = h('dd', { 'data-name': name }, [strings.unknown]);
      this.values.set(name, value);
      return [h('dt', {}, [strings[name]]), value];
    });
    this.bar.setAttribute('aria-label', strings.agreeing);
    const head = h('p', { class: 'head' }, [`${strings.title}: `, this.state]);
    this.element = h('aside', { class: 'trial' }, [head, this.bar, h('dl', {}, rows), this.advice]);
    this.element.dataset['state'] = 'starting';
  }

  readonly look = (look: Look): void => {
    const now = performance.now();
    this.tally.add(look, now);
    if (now - this.shownAt < PACE) return;
    this.shownAt = now;
    const numbers = this.tally.numbers();
    if (numbers) this.show(numbers);
  };

  private show(numbers: Numbers): void {
    const { strings, element } = this;
    const { state, patches, agreeing, error, confidence, correlation, share, tilt, fps, ms } = numbers;
    const isThere = state !== 'searching';
    element.dataset['state'] = state;
    put(this.state, strings.states[state]);
    this.bar.value = patches ? agreeing / patches : 0;
    this.put('agreeing', patches > 0, strings.ofPatches, { agreeing, patches });
    this.put('error', error > 0, '{error} px', { error: error.toFixed(2) });
    this.put('confidence', isThere, '{confidence} %', { confidence: Math.round(100 * confidence) });
    this.put('correlation', correlation > 0, '{correlation} %', { correlation: Math.round(100 * correlation) });
    this.put('lies', isThere, strings.liesLike, { share: Math.round(100 * share), tilt: Math.round(tilt) });
    this.put('speed', fps > 0, strings.speedLike, { fps: fps.toFixed(0), ms: ms.toFixed(ms < 10 ? 1 : 0) });
    put(this.advice, this.wordsOn(adviseOn(numbers)));
  }

  private wordsOn(advice: Advice | null): string {
    if (advice === 'aim') return this.strings.aim;
    return advice === null ? this.strings.good : this.words[advice];
  }

  private put(name: string, isKnown: boolean, words: string, values: Record<string, string | number>): void {
    const text = isKnown ? words.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key])) : this.strings.unknown;
    put(this.values.get(name)!, text);
  }
}

/** Screen readers hear of every change, so there is none where the text stays. */
function put(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

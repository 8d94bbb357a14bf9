/** Captions on and off, or in which language. */
import type { CaptionTracks } from '../../player/captions';
import type { Strings } from '../../strings';
import { ActionButton, type Action } from './button';
import { Flyout } from './flyout';

export class CaptionsControl {
  readonly flyout: Flyout;
  private readonly toggle: ActionButton;
  private choices: ActionButton[] = [];
  private offered: CaptionTracks['offered'] = [];

  constructor(private readonly captions: CaptionTracks, private readonly strings: Strings, private readonly onChange: () => void) {
    const action: Action = {
      name: 'captions',
      icon: () => 'captions',
      label: () => strings.captions,
      pressed: () => captions.language !== null,
      act: () => captions.toggle(),
    };
    this.toggle = new ActionButton(action, onChange);
    const { pressed: _, ...opener } = action;
    this.flyout = new Flyout({ ...opener, name: 'captionLanguages' }, onChange);
  }

  /** The button that fits: one language is switched, several are chosen from; null: there is nothing to read. */
  get button(): ActionButton | null {
    const { length } = this.captions.offered;
    return length === 0 ? null : length === 1 ? this.toggle : this.flyout.button;
  }

  refresh(): void {
    const { captions } = this;
    if (captions.offered !== this.offered) this.choices = this.made();
    this.offered = captions.offered;
    this.flyout.button.element.classList.toggle('on', captions.language !== null);
    for (const choice of this.choices) choice.refresh();
    this.flyout.fill(this.choices.map(({ element }) => element));
  }

  private made(): ActionButton[] {
    const choice = (language: string | null, label: () => string): ActionButton =>
      new ActionButton({
        name: `captions-${language ?? 'off'}`,
        icon: () => 'captions',
        label,
        pressed: () => this.captions.language === language,
        act: () => this.choose(language),
      }, this.onChange);
    const { offered } = this.captions;
    return [choice(null, () => this.strings.captionsOff), ...offered.map(({ language, label }) => choice(language, () => label))];
  }

  private choose(language: string | null): void {
    this.captions.choose(language);
    this.flyout.close();
  }
}

/** Every sentence of a trial. Apart from the viewer's own: visitors never load them. */
import type { Advice } from './coach';

interface TrialStrings {
  title: string;
  states: Record<'searching' | 'found' | 'tracked', string>;
  agreeing: string;
  ofPatches: string;
  error: string;
  confidence: string;
  correlation: string;
  lies: string;
  liesLike: string;
  speed: string;
  speedLike: string;
  unknown: string;
  advice: Record<Advice, string>;
}

const en: TrialStrings = {
  title: 'Test',
  states: { searching: 'Searching', found: 'Found', tracked: 'Following' },
  agreeing: 'Places',
  ofPatches: '{agreeing} of {patches} agree',
  error: 'Mean error',
  confidence: 'Confidence',
  correlation: 'Likeness',
  lies: 'Picture',
  liesLike: '{share} % of the view, about {tilt}° tilted',
  speed: 'Speed',
  speedLike: '{fps} a second, {ms} ms each',
  unknown: '–',
  advice: {
    aim: 'Point the camera at the picture, all of it in view.',
    light: 'It is dark. Put more light on the picture.',
    closer: 'Come closer: the picture is small in the view.',
    back: 'Go back a little: only a part of the picture is in view.',
    flatter: 'Hold the camera more squarely to the picture.',
    steady: 'Hold still: the camera’s picture is blurred.',
    clear: 'A part of the picture does not agree. Glare, a hand, or a bent sheet?',
    good: 'All is well.',
  },
};

const ru: TrialStrings = {
  title: 'Проверка',
  states: { searching: 'Поиск', found: 'Найдена', tracked: 'Слежение' },
  agreeing: 'Места',
  ofPatches: 'совпали {agreeing} из {patches}',
  error: 'Средняя ошибка',
  confidence: 'Уверенность',
  correlation: 'Сходство',
  lies: 'Картинка',
  liesLike: '{share} % кадра, наклон около {tilt}°',
  speed: 'Скорость',
  speedLike: '{fps} в секунду, по {ms} мс',
  unknown: '–',
  advice: {
    aim: 'Наведите камеру на картинку так, чтобы она была видна целиком.',
    light: 'Темно. Осветите картинку.',
    closer: 'Подойдите ближе: картинка мала в кадре.',
    back: 'Отойдите немного: видна только часть картинки.',
    flatter: 'Держите камеру прямее к картинке.',
    steady: 'Держите телефон неподвижно: изображение смазано.',
    clear: 'Часть картинки не совпадает. Блик, рука или согнутый лист?',
    good: 'Всё хорошо.',
  },
};

export function trialStrings(language: string): TrialStrings {
  return language === 'ru' ? ru : en;
}

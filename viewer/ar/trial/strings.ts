/** Every sentence of a trial. Apart from the viewer's own: visitors never load them. */

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
  /** Where it is not found, and where all is well. */
  aim: string;
  good: string;
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
  liesLike: '{share} % of view, {tilt}° tilted',
  speed: 'Speed',
  speedLike: '{fps} a second, {ms} ms each',
  unknown: '–',
  aim: 'Point the camera at the picture, all of it in view.',
  good: 'All is well.',
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
  liesLike: '{share} % кадра, наклон {tilt}°',
  speed: 'Скорость',
  speedLike: '{fps} в секунду, по {ms} мс',
  unknown: '–',
  aim: 'Наведите камеру на картинку так, чтобы она была видна целиком.',
  good: 'Всё хорошо.',
};

export function trialStrings(language: string): TrialStrings {
  return language === 'ru' ? ru : en;
}

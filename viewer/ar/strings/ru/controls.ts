/** What the visitor does with the video: buttons, captions, photo, share, and the call to action. */
import type { controls as English } from '../en/controls';

export const controls: typeof English = {
  play: 'Играть',
  pause: 'Пауза',
  soundOn: 'Включить звук',
  soundOff: 'Выключить звук',
  replay: 'Сначала',
  progress: 'Просмотрено',
};

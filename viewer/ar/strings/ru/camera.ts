/** What is said over the camera’s picture while it opens and looks; lenses and light. */
import type { camera as English } from '../en/camera';

export const camera: typeof English = {
  preparingAr: 'Подготовка… {percent} %',
  openingCamera: 'Включаем камеру. Если появится запрос, разрешите доступ.',
  aim: 'Наведите камеру на картинку',
  aimSeveral: 'Наведите камеру на одну из картинок',
  aimAgain: 'Наведите камеру на картинку, чтобы продолжить',
};

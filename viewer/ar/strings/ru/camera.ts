/** What is said over the camera’s picture while it opens and looks; lenses and light. */
import type { camera as English } from '../en/camera';

export const camera: typeof English = {
  preparingAr: 'Подготовка… {percent} %',
  openingCamera: 'Разрешите доступ к камере',
  aim: 'Наведите камеру на картинку',
  aimAgain: 'Наведите камеру на картинку, чтобы продолжить',
};

/** Advice to a visitor whose picture is not found, or not well. */
import type { coach as English } from '../en/coach';

export const coach: typeof English = {
  advice: {
    aim: 'Не находится? Подойдите ближе, не двигайтесь, добавьте света.',
    light: 'Темно. Осветите картинку.',
    closer: 'Подойдите ближе: картинка мала в кадре.',
    back: 'Отойдите немного: видна только часть картинки.',
    flatter: 'Держите камеру прямо перед картинкой, без наклона.',
    steady: 'Держите телефон неподвижно: изображение смазано.',
    clear: 'Часть картинки не разобрать. Блик, рука или согнутый лист?',
  },
};

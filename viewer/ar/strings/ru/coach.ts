/** Advice to a visitor whose picture is not found, or not well. */
import type { coach as English } from '../en/coach';

export const coach: typeof English = {
  aimHelp: 'Не находится? Подойдите ближе, держите телефон ровно и осветите картинку.',
};

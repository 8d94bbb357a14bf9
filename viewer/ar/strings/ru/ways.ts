/** The ways on. */
import type { ways as English } from '../en/ways';

export const ways: typeof English = {
  retry: 'Попробовать снова',
  copyLink: 'Скопировать ссылку',
  copied: 'Скопировано',
};

/** The ways on. */
import type { ways as English } from '../en/ways';

export const ways: typeof English = {
  retry: 'Попробовать снова',
  copyLink: 'Скопировать ссылку',
  copied: 'Скопировано',
  copyByHand: 'Скопируйте этот адрес:',
  openOutside: 'Открыть в браузере',
  menuHint: 'Если ничего не происходит: откройте меню приложения (⋯) и выберите «Открыть в браузере».',
  thisApp: 'Это приложение',
  openSecure: 'Открыть защищённую страницу',
  fallback: 'Перейти на страницу владельца',
  soon: 'скоро',
  password: 'Пароль',
  unlock: 'Открыть',
  unlocking: 'Проверка…',
  wrongPassword: 'Пароль не подошёл. Проверьте его и попробуйте снова.',
  manyPasswords: 'Слишком много попыток. Подождите минуту и попробуйте снова.',
  passwordNotSent: 'Нет связи. Попробуйте снова.',
};

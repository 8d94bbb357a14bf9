/** The ways on. */
export const ways = {
  retry: 'Try again',
  copyLink: 'Copy the link',
  copied: 'Copied',
  copyByHand: 'Copy this address:',
  openOutside: 'Open in the browser',
  menuHint: 'If nothing happens: open the app’s menu (⋯) and choose “Open in browser”.',
  thisApp: 'This app',
  openSecure: 'Open the secure page',
  fallback: 'Go on to the owner’s page',
  soon: 'soon',
  password: 'Password',
  unlock: 'Open',
  unlocking: 'Checking…',
  wrongPassword: 'This is not the password. Check it and try again.',
  manyPasswords: 'Too many tries. Wait a minute, then try again.',
  passwordNotSent: 'No connection. Try again.',
};

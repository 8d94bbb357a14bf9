/** The ways on. */
export const ways = {
  retry: 'Try again',
  copyLink: 'Copy the link',
  copied: 'Copied',
};

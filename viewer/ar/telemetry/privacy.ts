/** What a browser says of its person's wish not to be counted. */

interface Wishes {
  /** Global Privacy Control. */
  globalPrivacyControl?: boolean;
  /** Do Not Track: '1' or, in some browsers, 'yes'. */
  doNotTrack?: string | null;
}

/** Then nothing is sent and nothing is kept. */
export function asksNotToBeCounted(wishes: Wishes): boolean {
  return wishes.globalPrivacyControl === true || wishes.doNotTrack === '1' || wishes.doNotTrack === 'yes';
}

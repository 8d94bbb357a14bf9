/** The first screen. */
export const start = {
  loading: 'Loading…',
  headline: 'This picture is alive',
  instruction: 'Start, then point the camera at the picture.',
  start: 'Start',
  startDemo: 'Start the demonstration',
  demoNote: 'A drawn camera films the picture: no camera is used.',
  trialNote: 'A test of the picture: nothing is counted. What the camera sees stays on this device.',
  privacy: 'What the camera sees stays on this device.',
  watch: 'Watch without camera',
  phoneHint: 'Best on a phone: scan to open it there.',
  pictureAlt: 'The picture to point the camera at',
  demoBadge: 'Demonstration',
};

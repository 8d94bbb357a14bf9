/** The first screen. */
export const start = {
  loading: 'Loading…',
  headline: 'This picture is alive',
  instruction: 'Tap Start, allow the camera, and point it at the picture: the video plays right on it.',
  instructionSeveral: 'Tap Start, allow the camera, and point it at any of these pictures: each plays a video of its own.',
  start: 'Start',
  startDemo: 'Start the demonstration',
  demoNote: 'A drawn camera films the picture: no camera is used.',
  trialNote: 'A test of the picture: nothing is counted. What the camera sees stays on this device.',
  privacy: 'What the camera sees stays on this device.',
  watch: 'Watch without camera',
  phoneHint: 'Point your phone’s camera at this code: it opens there, where it works best.',
  pictureAlt: 'The picture to point the camera at',
  demoBadge: 'Demonstration',
  phoneCodeAlt: 'QR code of this page',
  seeDemo: 'See a demonstration',
  language: 'Language',
};

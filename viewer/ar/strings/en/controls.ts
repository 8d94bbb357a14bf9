/** What the visitor does with the video: buttons, captions, photo, share, and the call to action. */
export const controls = {
  play: 'Play',
  pause: 'Pause',
  soundOn: 'Sound on',
  soundOff: 'Sound off',
  replay: 'Play again',
  progress: 'Played',
};

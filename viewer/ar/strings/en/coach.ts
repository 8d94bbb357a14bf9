/** Advice to a visitor whose picture is not found, or not well. */
export const coach = {
  advice: {
    aim: 'Not found yet? Come closer, hold still, add light.',
    light: 'It is dark. Put more light on the picture.',
    closer: 'Come closer: the picture is small in the view.',
    back: 'Go back a little: only a part of the picture is in view.',
    flatter: 'Hold the camera more squarely to the picture.',
    steady: 'Hold still: the camera’s picture is blurred.',
    clear: 'A part of the picture cannot be made out. Glare, a hand, or a bent sheet?',
  },
};

/** Advice to a visitor whose picture is not found, or not well. */
export const coach = {
  aimHelp: 'Not found yet? Come closer, hold still, and see that there is light on the picture.',
};

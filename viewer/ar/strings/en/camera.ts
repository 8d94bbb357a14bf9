/** What is said over the camera’s picture while it opens and looks; lenses and light. */
export const camera = {
  preparingAr: 'Getting ready… {percent} %',
  openingCamera: 'Please allow the camera',
  aim: 'Point the camera at the picture',
  aimAgain: 'Point back at the picture to go on',
};

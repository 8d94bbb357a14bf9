/** What is said over the camera’s picture while it opens and looks; lenses and light. */
export const camera = {
  preparingAr: 'Getting ready… {percent} %',
  openingCamera: 'Opening the camera. Allow it if you are asked.',
  aim: 'Point the camera at the picture',
  aimSeveral: 'Point the camera at one of the pictures',
  aimAgain: 'Point back at the picture to go on',
};

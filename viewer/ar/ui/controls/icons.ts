/** The controls' outlines on a 24 x 24 grid. */
import { outline, PLAY } from '../dom';

const RING = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14z';
const SPEAKER = 'M3 9v6h4l5 5V4L7 9z';

const ICONS = {
  play: PLAY,
  pause: 'M6 5h4v14H6zM14 5h4v14h-4z',
  replay: 'M12 5V1L7 6l5 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z',
  next: 'M6 5v14l9-7zM16 5h2.5v14H16z',
  soundOn: `${SPEAKER}M15 8.5a4.5 4.5 0 0 1 0 7zM15 4.2a8.5 8.5 0 0 1 0 15.6v-2.2a6.5 6.5 0 0 0 0-11.2z`,
  soundOff: `${SPEAKER}M21.5 9.9 20.1 8.5 18 10.6l-2.1-2.1-1.4 1.4 2.1 2.1-2.1 2.1 1.4 1.4 2.1-2.1 2.1 2.1 1.4-1.4-2.1-2.1z`,
  captions: 'M4 5h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM5 10v2h5v-2zM12 10v2h7v-2zM5 14v2h9v-2zM16 14v2h3v-2z',
  torch: 'M13.5 2 5 13.5h5.5L9.5 22 19 9.5h-6z',
  lens: 'M5 7h11V3l5 5-5 5V9H7v3H5zM19 17H8v4l-5-5 5-5v4h9v-3h2z',
  fullScreen: 'M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z',
  fullScreenEnd: 'M8 4h2v6H4V8h4zM14 4h2v4h4v2h-6zM4 14h6v6H8v-4H4zM14 14h6v2h-4v4h-2z',
  photo: 'M9 4h6l1.6 2H20a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h3.4zM12 8a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12 10a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
  record: `${RING}M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z`,
  stop: `${RING}M9 9v6h6V9z`,
  share: 'M12 2l5 5-1.4 1.4L13 5.8V16h-2V5.8L8.4 8.4 7 7zM5 11h4v2H7v7h10v-7h-2v-2h4v11H5z',
  close: 'M6.4 5 5 6.4l5.6 5.6L5 17.6 6.4 19l5.6-5.6 5.6 5.6 1.4-1.4-5.6-5.6L19 6.4 17.6 5 12 10.6z',
  more: 'M5 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM19 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
};

export type ControlIcon = keyof typeof ICONS;

export function controlIcon(name: ControlIcon): SVGSVGElement {
  return outline(ICONS[name]);
}

/** Builds elements without markup strings, as the page's Content-Security-Policy asks. */

type Handlers = { onclick?: () => void };
type Attributes = Record<string, string | boolean> & { class?: string };

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  children: (Node | string)[] = [],
  { onclick }: Handlers = {},
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string') element.setAttribute(name, value);
    else element.toggleAttribute(name, value);
  }
  element.append(...children);
  if (onclick) element.addEventListener('click', onclick);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Outlines on a 24 x 24 grid. */
const ICONS = {
  play: 'M8 5v14l11-7z',
  pause: 'M6 5h4v14H6zM14 5h4v14h-4z',
  replay: 'M12 5V1L7 6l5 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z',
  soundOn: 'M3 9v6h4l5 5V4L7 9zM15 8.5a4.5 4.5 0 0 1 0 7zM15 4.2a8.5 8.5 0 0 1 0 15.6v-2.2a6.5 6.5 0 0 0 0-11.2z',
  soundOff: 'M3 9v6h4l5 5V4L7 9zM21.5 9.9 20.1 8.5 18 10.6l-2.1-2.1-1.4 1.4 2.1 2.1-2.1 2.1 1.4 1.4 2.1-2.1 2.1 2.1 1.4-1.4-2.1-2.1z',
};

export type IconName = keyof typeof ICONS;

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

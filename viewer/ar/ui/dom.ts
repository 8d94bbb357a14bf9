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

/** A triangle to the right on a 24 x 24 grid. */
export const PLAY = 'M8 5v14l11-7z';

/** A shape on a 24 x 24 grid; a part of it within another one is a hole. */
export function outline(shape: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', shape);
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}

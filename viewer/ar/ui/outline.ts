/** Four brackets around the picture that was found: they close in on it, and open again as they go. */
import './outline.css';
import type { Corners, Point } from '../engine';

const SVG = 'http://www.w3.org/2000/svg';
/** Length of a bracket's arm as a share of the picture's side, and at most so many pixels. */
const [ARM, LONGEST] = [0.22, 44];
/** Pixels between bracket and picture when they have closed in, and how much farther off they begin. */
const [GAP, AWAY] = [6, 14];

export class Outline {
  readonly element = document.createElementNS(SVG, 'svg');
  private readonly paths = ['rim', 'line'].map(pathOf);

  /** `calm`: they come and go without moving. */
  constructor(private readonly calm: boolean) {
    this.element.setAttribute('class', 'outline');
    this.element.setAttribute('aria-hidden', 'true');
    this.element.append(...this.paths);
    this.show(null, 0);
  }

  /** Corners in CSS pixels of the screen; `alpha` 0..1. */
  show(corners: Corners | null, alpha: number): void {
    const isSeen = corners !== null && alpha > 0;
    if (isSeen === this.element.hasAttribute('hidden')) this.element.toggleAttribute('hidden', !isSeen);
    if (!isSeen) return;
    this.element.style.opacity = alpha.toFixed(3);
    const brackets = bracketsAround(corners, GAP + (this.calm ? 0 : AWAY * (1 - alpha)));
    for (const path of this.paths) path.setAttribute('d', brackets);
  }
}

function pathOf(className: string): SVGPathElement {
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('class', className);
  return path;
}

/** An SVG path; every bracket stands `gap` pixels off its corner, along the line from the picture's middle. */
export function bracketsAround(corners: Corners, gap: number): string {
  const middle = { x: mean(corners, 'x'), y: mean(corners, 'y') };
  const apart = corners.map((p) => towards(p, middle, -gap)) as unknown as Corners;
  const bracket = (p: Point, i: number): string => {
    const [before, after] = [arm(p, apart[(i + 3) % 4]!), arm(p, apart[(i + 1) % 4]!)];
    return `M${write(before)}L${write(p)}L${write(after)}`;
  };
  return apart.map(bracket).join('');
}

function arm(from: Point, to: Point): Point {
  return towards(from, to, Math.min(LONGEST, ARM * Math.hypot(to.x - from.x, to.y - from.y)));
}

/** So many pixels from `from` on the way to `to`. */
function towards(from: Point, to: Point, distance: number): Point {
  const share = distance / (Math.hypot(to.x - from.x, to.y - from.y) || 1);
  return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
}

function mean(corners: Corners, axis: 'x' | 'y'): number {
  return corners.reduce((sum, p) => sum + p[axis], 0) / 4;
}

function write({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

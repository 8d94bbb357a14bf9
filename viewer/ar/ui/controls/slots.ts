/** How many buttons a bar has room for. */

/** Pixels: a target of 44 and what keeps the next one away from a thumb. */
const SLOT = 58;
/** As many as always fit, also on the narrowest phone. */
const LEAST = 4;
/** What the progress keeps for itself where it stands in the same row. */
const SEEK = 240;

/** Pixels of the bar from which on everything stands in one row. */
const ONE_ROW = 560;

export function isOneRow(width: number): boolean {
  return width >= ONE_ROW;
}

/** Of so many buttons, these stand in the bar; where that is not all, or "more" holds more, the last place is for that. */
export function slots(width: number, buttons: number, hasMore = false): number {
  const room = Math.max(LEAST, Math.floor((isOneRow(width) ? width - SEEK : width) / SLOT));
  return buttons <= (hasMore ? room - 1 : room) ? buttons : room - 1;
}

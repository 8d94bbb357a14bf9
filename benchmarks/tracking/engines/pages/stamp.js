/** Reads the number that the bench stamps on camera frames: see film.py. */

const CELLS = 12;
const CELL_SHARE = 1 / 80;

/** The frame's number from the middles of the cells; -1 before the film has begun. */
export function numberOf({ data, format, width, height }) {
  const bytes = format === 'grey' ? 1 : 4;
  const cell = width * CELL_SHARE;
  const y = Math.floor(height - cell / 2);
  let number = 0;
  for (let i = 0; i < CELLS; i++) {
    const at = bytes * (y * width + Math.floor((i + 0.5) * cell));
    number = 2 * number + (data[at] > 127 ? 1 : 0);
  }
  return number - 1;
}

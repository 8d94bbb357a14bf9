#include "features/corners.h"

#include "features/fast.h"
#include "features/sort.h"
#include "vector.h"

enum {
  EDGE = 6,      /* no corners nearer to the edge: too much of their patch would be border */
  THRESHOLD = 6, /* of grey values in the blurred image, which keeps about a quarter of the noise */
  CELL = 40,     /* pixels */
  KEPT = 12,     /* corners of a cell that are remembered */
  MAX_CELLS = (MAX_SIDE / CELL) * (MAX_SIDE / CELL),
};

typedef struct {
  i32 count, weakest;
  Corner corner[KEPT];
} Cell;

static Cell cells[MAX_CELLS];
static u8 score_rows[3][MAX_SIDE + 64] __attribute__((aligned(16)));

static void find_weakest(Cell *cell) {
  for (i32 i = 0; i < cell->count; i++)
    if (cell->corner[i].score < cell->corner[cell->weakest].score) cell->weakest = i;
}

static void remember(Cell *cell, Corner corner) {
  if (cell->count < KEPT) {
    cell->corner[cell->count++] = corner;
  } else if (corner.score > cell->corner[cell->weakest].score) {
    cell->corner[cell->weakest] = corner;
  } else {
    return;
  }
  find_weakest(cell);
}

/* Which of 16 scores are greater than their neighbours before and not less than those after them. */
static u32 maxima(const u8 *above, const u8 *here, const u8 *below) {
  u8x16 middle = load16(here);
  if (!any(middle)) return 0;
  u8x16 up = __builtin_elementwise_max(__builtin_elementwise_max(load16(above - 1), load16(above)), load16(above + 1));
  u8x16 down = __builtin_elementwise_max(__builtin_elementwise_max(load16(below - 1), load16(below)), load16(below + 1));
  u8x16 before = __builtin_elementwise_max(up, load16(here - 1));
  u8x16 after = __builtin_elementwise_max(down, load16(here + 1));
  return bitmask((u8x16)(middle > before) & (u8x16)(middle >= after));
}

static void remember_row(Cell *row_of_cells, const u8 *above, const u8 *here, const u8 *below, i32 y, i32 width) {
  for (i32 x = EDGE; x < width - EDGE; x += 16) {
    u32 found = maxima(above + x, here + x, below + x);
    for (; found; found &= found - 1) {
      i32 at = x + __builtin_ctz(found);
      if (at < width - EDGE) remember(&row_of_cells[at / CELL], (Corner){(i16)at, (i16)y, here[at]});
    }
  }
}

/* Scores are 0 outside, also where `fast_row` wrote too many. */
static void score_row(const Image *image, i32 y, u8 *scores) {
  i32 count = image->width - 2 * EDGE;
  if (y < EDGE || y >= image->height - EDGE || count <= 0) {
    __builtin_memset(scores, 0, sizeof score_rows[0]);
  } else {
    fast_row(image->data + y * image->stride + EDGE, image->stride, count, THRESHOLD, scores + EDGE);
    __builtin_memset(scores + EDGE + count, 0, 16);
  }
}

static void fill_cells(const Image *image, i32 across) {
  __builtin_memset(score_rows, 0, sizeof score_rows);
  for (i32 y = EDGE; y <= image->height - EDGE; y++) {
    score_row(image, y, score_rows[y % 3]);
    const u8 *above = score_rows[(y + 1) % 3], *here = score_rows[(y + 2) % 3], *below = score_rows[y % 3];
    if (y > EDGE) remember_row(&cells[(y - 1) / CELL * across], above, here, below, y - 1, image->width);
  }
}

/* Moves the corners of a cell that are `best`, or those that are not, to the end of `out`. */
static i32 take(const Cell *cell, i32 best, Corner *out) {
  i32 taken = 0, strongest = 0;
  for (i32 i = 1; i < cell->count; i++)
    if (cell->corner[i].score > cell->corner[strongest].score) strongest = i;
  for (i32 i = 0; i < cell->count; i++)
    if ((i == strongest) == best) out[taken++] = cell->corner[i];
  return taken;
}

i32 corners_find(const Image *image, i32 limit, Corner *out) {
  static Corner found[MAX_CELLS * KEPT];
  i32 across = (image->width + CELL - 1) / CELL, down = (image->height + CELL - 1) / CELL, written = 0;
  for (i32 i = 0; i < across * down; i++) cells[i].count = cells[i].weakest = 0;
  fill_cells(image, across);
  for (i32 best = 1; best >= 0; best--) {
    i32 count = 0;
    for (i32 i = 0; i < across * down; i++) count += take(&cells[i], best, found + count);
    sort_by_score(found, count);
    for (i32 i = 0; i < count && written < limit; i++) out[written++] = found[i];
  }
  return written;
}

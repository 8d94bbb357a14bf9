#include "features/corners.h"

#include "features/fast.h"
#include "features/strongest.h"
#include "vector.h"

enum {
  EDGE = 6,      /* no corners nearer to the edge: too much of their patch would be border */
  THRESHOLD = 3, /* of grey values in the blurred image, which keeps about a quarter of the noise */
  CELL = 32,     /* pixels, a multiple of BLOCK */
  KEPT = 16,     /* corners of a cell that are remembered */
  ROOM = 3 * KEPT,
  ACROSS = (MAX_SIDE + CELL - 1) / CELL,
  BLOCKS = CELL / BLOCK,
};

typedef struct {
  i32 count;
  Corner corner[ROOM];
} Cell;

/* One row of cells, and the scores from which on a corner is of use to each of their blocks: in a busy cell they rise,
 * which spares the work on corners that would be forgotten. A block is scored from the least threshold on that it or a
 * neighbour has, whose maxima its scores decide on as well. Block 0 is at 1. */
static Cell cells[ACROSS];
static u8 thresholds[1 + ACROSS * BLOCKS + 2], scored_from[sizeof thresholds], lowest[sizeof thresholds];
static u8 score_rows[3][16 + ACROSS * CELL + 16] __attribute__((aligned(16)));

static u8 lesser(u8 a, u8 b) { return a < b ? a : b; }

static void raise(i32 i, u8 threshold) {
  i32 first = 1 + i * BLOCKS;
  __builtin_memset(thresholds + first, threshold, BLOCKS);
  for (i32 block = i ? first - 1 : first; block <= first + BLOCKS; block++)
    scored_from[block] = lesser(thresholds[block], lesser(thresholds[block - 1], thresholds[block + 1]));
}

static void forget_thresholds(void) {
  __builtin_memset(thresholds, THRESHOLD, sizeof thresholds);
  __builtin_memset(scored_from, THRESHOLD, sizeof scored_from);
}

static void forget_weak(i32 i) {
  Left left = keep_strongest(cells[i].corner, cells[i].count, KEPT);
  cells[i].count = left.count;
  raise(i, left.weakest < 255 ? (u8)(left.weakest + 1) : 255);
}

static void remember(i32 i, Corner corner) {
  Cell *cell = &cells[i];
  cell->corner[cell->count++] = corner;
  if (cell->count == ROOM) forget_weak(i);
}

/* Which of 16 scores are at least `threshold`, greater than their neighbours before and not less than those after. */
#if VECTORS
#define MAX __builtin_elementwise_max
static u32 maxima(const u8 *above, const u8 *here, const u8 *below, u8 threshold) {
  u8x16 middle = load16(here), strong = (u8x16)(middle >= (u8x16){0} + threshold);
  if (!any(strong)) return 0;
  u8x16 up = MAX(MAX(load16(above - 1), load16(above)), load16(above + 1));
  u8x16 down = MAX(MAX(load16(below - 1), load16(below)), load16(below + 1));
  return bitmask(strong & (u8x16)(middle > MAX(up, load16(here - 1))) & (u8x16)(middle >= MAX(down, load16(here + 1))));
}
#else
static i32 is_maximum(const u8 *above, const u8 *here, const u8 *below) {
  i32 score = *here;
  return score > above[-1] && score > above[0] && score > above[1] && score > here[-1] && score >= here[1] &&
         score >= below[-1] && score >= below[0] && score >= below[1];
}

static u32 maxima(const u8 *above, const u8 *here, const u8 *below, u8 threshold) {
  u32 found = 0;
  for (i32 i = 0; i < BLOCK; i++)
    if (here[i] >= threshold && is_maximum(above + i, here + i, below + i)) found |= 1u << i;
  return found;
}
#endif

static void remember_row(const u8 *above, const u8 *here, const u8 *below, i32 y, i32 blocks) {
  for (i32 block = 0; block < blocks; block++) {
    i32 x = block * BLOCK;
    for (u32 found = maxima(above + x, here + x, below + x, thresholds[1 + block]); found; found &= found - 1) {
      i32 at = x + __builtin_ctz(found);
      remember(block / BLOCKS, (Corner){(i16)at, (i16)y, here[at]});
    }
  }
}

/* Scores are 0 near the edge. The first row of a row of cells is reached while the one above is still being filled. */
static void score_row(const Image *image, i32 y, i32 blocks, u8 *scores) {
  if (y < EDGE || y >= image->height - EDGE || image->width <= 2 * EDGE) {
    __builtin_memset(scores, 0, (u32)(blocks * BLOCK));
  } else {
    fast_row(image->data + y * image->stride, image->stride, blocks, y % CELL ? scored_from + 1 : lowest, scores);
    __builtin_memset(scores, 0, EDGE);
    __builtin_memset(scores + image->width - EDGE, 0, (u32)(blocks * BLOCK - image->width + EDGE));
  }
}

/* The best corner of every cell, and the others. */
typedef struct {
  i32 best_count, other_count;
  Corner best[ACROSS * ACROSS], other[ACROSS * ACROSS * KEPT];
} Found;

static i32 strongest_of(const Cell *cell) {
  i32 strongest = 0;
  for (i32 i = 1; i < cell->count; i++)
    if (cell->corner[i].score > cell->corner[strongest].score) strongest = i;
  return strongest;
}

/* Empties the row of cells. */
static void collect(i32 across, Found *found) {
  for (i32 i = 0; i < across; i++) {
    forget_weak(i);
    i32 strongest = strongest_of(&cells[i]);
    for (i32 k = 0; k < cells[i].count; k++) {
      if (k == strongest)
        found->best[found->best_count++] = cells[i].corner[k];
      else
        found->other[found->other_count++] = cells[i].corner[k];
    }
    cells[i].count = 0;
  }
  forget_thresholds();
}

static void find_all(const Image *image, Found *found) {
  i32 blocks = (image->width + BLOCK - 1) / BLOCK, across = (image->width + CELL - 1) / CELL;
  __builtin_memset(score_rows, 0, sizeof score_rows);
  __builtin_memset(lowest, THRESHOLD, sizeof lowest);
  forget_thresholds();
  for (i32 i = 0; i < across; i++) cells[i].count = 0;
  for (i32 y = 0; y <= image->height; y++) {
    u8 *above = score_rows[(y + 1) % 3] + 16, *here = score_rows[(y + 2) % 3] + 16, *below = score_rows[y % 3] + 16;
    score_row(image, y, blocks, below);
    if (y > 0) remember_row(above, here, below, y - 1, blocks);
    if (y % CELL == 0 || y == image->height) collect(across, found);
  }
}

static i32 append(Corner *corners, i32 count, i32 limit, Corner *out) {
  count = keep_strongest(corners, count, limit).count;
  __builtin_memcpy(out, corners, (u32)count * sizeof(Corner));
  return count;
}

i32 corners_find(const Image *image, i32 limit, Corner *out) {
  static Found found;
  found.best_count = found.other_count = 0;
  find_all(image, &found);
  i32 written = append(found.best, found.best_count, limit, out);
  return written + append(found.other, found.other_count, limit - written, out + written);
}

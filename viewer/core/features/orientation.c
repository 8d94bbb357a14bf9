#include "features/orientation.h"

#include "features/turns.h"
#include "vector.h"

/* g(r) = exp(-r^2 / 2 sigma^2), as small as needed for sums of 255 times them in 16 bits. */
static const i16 ROW[RADIUS + 1] = {10, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 1, 0, 0, 0};       /* 10 g(y) */
static const i16 ROW_MOMENT[RADIUS + 1] = {0, 2, 5, 6, 7, 8, 7, 7, 6, 4, 3, 2, 2, 1, 1, 0}; /* 2.5 y g(y) */
static const i32 COLUMN[2 * RADIUS + 2] = {11,  20,  34,  56,  89,  135, 198, 278, 375, 487, 607,
                                           726, 835, 923, 980, 1000, 980, 923, 835, 726, 607, 487,
                                           375, 278, 198, 135, 89,  56,  34,  20,  11,  0}; /* 1000 g(x) */

typedef i32 i32x16 __attribute__((vector_size(64)));

typedef struct {
  i16x16 sum, moment; /* of each column: of its pixels, of its pixels times y, weighted */
} Columns;

/* Sixteen columns from `at` on, which lies on the row of the corner. */
static Columns sum_columns(const u8 *at, i32 stride) {
  Columns columns = {(i16x16)load_wide16(at) * ROW[0], {0}};
  for (i32 y = 1; y <= RADIUS; y++) {
    i16x16 below = (i16x16)load_wide16(at + y * stride), above = (i16x16)load_wide16(at - y * stride);
    columns.sum += (below + above) * ROW[y];
    columns.moment += (below - above) * ROW_MOMENT[y];
  }
  return columns;
}

i32 orientation(const u8 *at, i32 stride) {
  i32 x_moment = 0, y_moment = 0;
  for (i32 first = 0; first < 32; first += 16) {
    Columns columns = sum_columns(at - RADIUS + first, stride);
    for (i32 i = 0; i < 16; i++) {
      x_moment += columns.sum[i] * (first + i - RADIUS) * COLUMN[first + i] / 4;
      y_moment += columns.moment[i] * COLUMN[first + i];
    }
  }
  return turn_of(x_moment, y_moment);
}

/* Counts the boundaries between directions, at odd multiples of half a turn's 1 / TURNS, that lie before the direction
 * in its quadrant, then unfolds the quadrant. */
i32 turn_of(i32 x, i32 y) {
  i64 across = x < 0 ? -(i64)x : x, up = y < 0 ? -(i64)y : y;
  i32 turn = 0;
  for (i32 i = 0; i < TURNS / 4; i++) turn += up * HALF_COS[i] > across * HALF_SIN[i];
  if (x < 0) turn = TURNS / 2 - turn;
  return (y < 0 ? TURNS - turn : turn) & (TURNS - 1);
}

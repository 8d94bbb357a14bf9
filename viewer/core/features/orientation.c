#include "features/orientation.h"

#include "features/turns.h"
#include "vector.h"

/* Greatest |x| in each row |y| of the disc: round(sqrt(15^2 - y^2)). */
static const i8 HALF_WIDTH[RADIUS + 1] = {15, 15, 15, 15, 14, 14, 14, 13, 13, 12, 11, 10, 9, 7, 5, 0};
static u8 disc[RADIUS + 1][32]; /* 255 inside */

void orientation_prepare(void) {
  for (i32 y = 0; y <= RADIUS; y++)
    for (i32 x = 0; x < 32; x++) disc[y][x] = x - RADIUS <= HALF_WIDTH[y] && RADIUS - x <= HALF_WIDTH[y] ? 255 : 0;
}

typedef struct {
  i16x16 sum, moment; /* of each column: of its pixels, of its pixels times y */
} Columns;

/* Sixteen columns from `at` on, which lies on the row of the corner. 16 bits hold 31 * 255 and 120 * 255. */
static Columns sum_columns(const u8 *at, i32 stride, i32 first) {
  Columns columns = {(i16x16)widen16(load16(at) & load16(disc[0] + first)), {0}};
  for (i32 y = 1; y <= RADIUS; y++) {
    u8x16 inside = load16(disc[y] + first);
    i16x16 below = (i16x16)widen16(load16(at + y * stride) & inside);
    i16x16 above = (i16x16)widen16(load16(at - y * stride) & inside);
    columns.sum += below + above;
    columns.moment += (below - above) * (i16)y;
  }
  return columns;
}

i32 orientation(const u8 *at, i32 stride) {
  i32 x_moment = 0, y_moment = 0;
  for (i32 first = 0; first < 32; first += 16) {
    Columns columns = sum_columns(at - RADIUS + first, stride, first);
    for (i32 i = 0; i < 16; i++) {
      x_moment += columns.sum[i] * (first + i - RADIUS);
      y_moment += columns.moment[i];
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

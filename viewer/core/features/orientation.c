#include "features/orientation.h"

#include "features/turns.h"
#include "vector.h"

enum { REACH = 13 /* rows above and below; the weights of those beyond round to 0 */ };

/* g(r) = exp(-r^2 / 2 sigma^2). Rows are weighted by 10 g(y) and by 2.5 y g(y), so that 16 bits hold the sums of 255
 * times them, columns by 1000 x g(x) and by 4000 g(x), so that 32 bits hold the sums of these. */
static const i16 ROW[REACH + 1] = {10, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 1, 0};
static const i16 ROW_MOMENT[REACH + 1] = {0, 2, 5, 6, 7, 8, 7, 7, 6, 4, 3, 2, 2, 1};
static const i16 COLUMN_MOMENT[32] = {
    -167, -278, -443, -674, -978, -1353, -1781, -2224, -2627, -2921, -3033, -2905, -2506, -1846, -980, 0, 980, 1846,
    2506, 2905, 3033, 2921, 2627, 2224, 1781, 1353, 978, 674, 443, 278, 167, 0,
};
static const i16 COLUMN[32] = {
    44, 79, 136, 225, 356, 541, 792, 1112, 1501, 1947, 2426, 2905, 3341, 3692, 3921, 4000, 3921, 3692, 3341, 2905,
    2426, 1947, 1501, 1112, 792, 541, 356, 225, 136, 79, 44, 0,
};

typedef struct {
  i16x8 sum, moment; /* of each column: of its pixels, of its pixels times y, weighted */
} Columns;

/* Eight columns from `at` on, which lies on the row of the corner. */
static inline Columns sum_columns(const u8 *at, i32 stride) {
  Columns columns = {(i16x8)load_wide8(at) * ROW[0], {0}};
  for (i32 y = 1; y <= REACH; y++) {
    i16x8 below = (i16x8)load_wide8(at + y * stride), above = (i16x8)load_wide8(at - y * stride);
    columns.sum += (below + above) * ROW[y];
    columns.moment += (below - above) * ROW_MOMENT[y];
  }
  return columns;
}

i32 orientation(const u8 *at, i32 stride) {
  i32x4 x = {0}, y = {0};
  for (i32 first = 0; first < 32; first += 8) {
    Columns columns = sum_columns(at - RADIUS + first, stride);
    x += dot_pairs(columns.sum, load_words(COLUMN_MOMENT + first));
    y += dot_pairs(columns.moment, load_words(COLUMN + first));
  }
  return turn_of(x[0] + x[1] + x[2] + x[3], y[0] + y[1] + y[2] + y[3]);
}

/* Whether a direction of the first quadrant lies behind the boundary between directions k and k + 1. */
static i32 is_behind(i32 x, i32 y, i32 k) { return (i64)y * HALF_COS[k] > (i64)x * half_sin(k); }

i32 turn_of(i32 x, i32 y) {
  i32 across = x < 0 ? -x : x, up = y < 0 ? -y : y, turn = 0;
  for (i32 step = TURNS / 8; step; step /= 2) turn += is_behind(across, up, turn + step - 1) ? step : 0;
  turn += is_behind(across, up, turn);
  if (x < 0) turn = TURNS / 2 - turn;
  return (y < 0 ? TURNS - turn : turn) & (TURNS - 1);
}

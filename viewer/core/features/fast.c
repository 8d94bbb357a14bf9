#include "features/fast.h"

#include "vector.h"

/* The circle, clockwise from the top. */
static const i8 RING[16][2] = {{0, -3}, {1, -3}, {2, -2}, {3, -1}, {3, 0},  {3, 1},   {2, 2},   {1, 3},
                               {0, 3},  {-1, 3}, {-2, 2}, {-3, 1}, {-3, 0}, {-3, -1}, {-2, -2}, {-1, -3}};

static void ring_offsets(i32 stride, i32 offsets[16]) {
  for (i32 i = 0; i < 16; i++) offsets[i] = RING[i][1] * stride + RING[i][0];
}

/* Greatest of the smallest difference over the 16 arcs of nine. Two arcs that differ by one pixel share eight, whose
 * minimum is taken once: hence only every second start. */
#define BEST_ARC(type, difference, minimum, maximum)                                                        \
  type pair[8], best;                                                                                       \
  _Pragma("unroll") for (i32 i = 0; i < 8; i++) pair[i] = minimum(difference[2 * i], difference[2 * i + 1]); \
  best = (type){0};                                                                                         \
  _Pragma("unroll") for (i32 i = 0; i < 8; i++) {                                                           \
    type eight = minimum(minimum(pair[i], pair[(i + 1) & 7]), minimum(pair[(i + 2) & 7], pair[(i + 3) & 7])); \
    type ends = maximum(difference[(2 * i + 8) & 15], difference[(2 * i + 15) & 15]);                       \
    best = maximum(best, minimum(eight, ends));                                                             \
  }                                                                                                         \
  return best;

#if VECTORS
#define MIN __builtin_elementwise_min
#define MAX __builtin_elementwise_max
#define LESS __builtin_elementwise_sub_sat

static inline u8x16 best_arc(const u8x16 difference[16]) { BEST_ARC(u8x16, difference, MIN, MAX) }

/* An arc of nine holds at least one pixel of each pair of opposite ones. */
static inline u8x16 rough(const u8 *at, const i32 *ring, i32 first, u8x16 low, u8x16 high) {
  u8x16 a = load16(at + ring[first]), b = load16(at + ring[first + 8]);
  return MAX(LESS(MAX(a, b), high), LESS(low, MIN(a, b)));
}

static inline u8x16 scores16(const u8 *at, const i32 *ring, u8x16 below) {
  u8x16 middle = load16(at), high = __builtin_elementwise_add_sat(middle, below), low = LESS(middle, below);
  u8x16 zero = {0};
  if (!any(MIN(rough(at, ring, 0, low, high), rough(at, ring, 4, low, high)))) return zero;
  u8x16 lighter[16], darker[16];
  _Pragma("unroll") for (i32 i = 0; i < 16; i++) {
    u8x16 pixel = load16(at + ring[i]);
    lighter[i] = LESS(pixel, middle);
    darker[i] = LESS(middle, pixel);
  }
  u8x16 score = MAX(best_arc(lighter), best_arc(darker));
  return score & (u8x16)(score > below);
}

void fast_row(const u8 *row, i32 stride, i32 blocks, const u8 *thresholds, u8 *scores) {
  i32 ring[16];
  ring_offsets(stride, ring);
  for (i32 i = 0; i < blocks; i++)
    store16(scores + i * BLOCK, scores16(row + i * BLOCK, ring, (u8x16){0} + (u8)(thresholds[i] - 1)));
}

#else
static i32 lesser(i32 a, i32 b) { return a < b ? a : b; }
static i32 greater(i32 a, i32 b) { return a > b ? a : b; }
static i32 best_arc(const i32 *difference) { BEST_ARC(i32, difference, lesser, greater) }

typedef struct {
  i32 lighter, darker; /* negative where no arc can be lighter, or darker */
} Ruled;

/* An arc of nine holds at least one pixel of each pair of opposite ones; a negative difference has its highest bit. */
static inline void rule_out(const u8 *at, const i32 *ring, i32 pair, i32 low, i32 high, Ruled *out) {
  i32 a = at[ring[pair]], b = at[ring[pair + 8]];
  out->lighter |= (a - high) & (b - high);
  out->darker |= (low - a) & (low - b);
}

static i32 best_of(const u8 *at, const i32 *ring, i32 sign) {
  i32 difference[16];
  for (i32 i = 0; i < 16; i++) difference[i] = sign * (at[ring[i]] - *at);
  return best_arc(difference);
}

static inline i32 score1(const u8 *at, const i32 *ring, i32 threshold) {
  i32 low = *at - threshold, high = *at + threshold;
  Ruled out = {0, 0};
  for (i32 first = 0; first < 4; first++) {
    rule_out(at, ring, first, low, high, &out);
    rule_out(at, ring, first + 4, low, high, &out);
    if ((out.lighter & out.darker) < 0) return 0;
  }
  i32 score = greater(out.lighter < 0 ? 0 : best_of(at, ring, 1), out.darker < 0 ? 0 : best_of(at, ring, -1));
  return score >= threshold ? score : 0;
}

void fast_row(const u8 *row, i32 stride, i32 blocks, const u8 *thresholds, u8 *scores) {
  i32 ring[16];
  ring_offsets(stride, ring);
  for (i32 x = 0; x < blocks * BLOCK; x++) scores[x] = (u8)score1(row + x, ring, thresholds[x / BLOCK]);
}
#endif

/* Nine in a row are a majority of the circle. */
i32 fast_is_bright(const u8 *at, i32 stride) {
  i32 ring[16], darker = 0;
  ring_offsets(stride, ring);
  for (i32 i = 0; i < 16; i++) darker += at[ring[i]] < *at;
  return darker > 8;
}

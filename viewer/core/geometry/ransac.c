#include "geometry/ransac.h"
#include "geometry/step.h"

static u32 draw(u32 *state) { /* Marsaglia's xorshift, 2003 */
  *state ^= *state << 13, *state ^= *state >> 17, *state ^= *state << 5;
  return *state;
}

static f64 error_of(const Matrix *h, const Pair *pair) {
  Point q = apply(h, pair->from);
  f64 x = q.x - pair->to.x, y = q.y - pair->to.y;
  return x * x + y * y;
}

/* Sum of errors, each cut off at the tolerance; stops when it is worse than `best`. */
static f64 cost_of(const Matrix *h, const Pair *pairs, i32 count, f64 square, f64 best) {
  f64 sum = 0;
  for (i32 i = 0; i < count && sum < best; i++) {
    f64 error = error_of(h, pairs + i);
    sum += error < square ? error : square;
  }
  return sum;
}

static i32 agreeing(const Matrix *h, const Pair *pairs, i32 count, f64 square) {
  i32 n = 0;
  for (i32 i = 0; i < count; i++) n += error_of(h, pairs + i) < square;
  return n;
}

/* Four different ones out of the first `pool`. */
static void sample(u32 *state, i32 pool, i32 *chosen) {
  for (i32 i = 0; i < 4; i++) {
    i32 isNew;
    do {
      chosen[i] = (i32)(draw(state) % (u32)pool), isNew = 1;
      for (i32 k = 0; k < i; k++) isNew &= chosen[k] != chosen[i];
    } while (!isNew);
  }
}

/* Rounds after which a better sample would have been drawn with 99 %, given the share that agrees. */
static i32 enough(f64 share, i32 most) {
  f64 hit = share * share * share * share, miss = 1;
  i32 rounds = 0;
  while (rounds < most && miss > 0.01) miss *= 1 - hit, rounds++;
  return rounds;
}

i32 homography_polish(const Pair *pairs, i32 count, Search search, i32 steps, Matrix *h) {
  static Displacement seen[MOST_PAIRS];
  f64 square = search.tolerance * search.tolerance;
  for (i32 step = 0; step < steps; step++) {
    i32 n = 0;
    for (i32 i = 0; i < count; i++) {
      Point q = apply(h, pairs[i].from);
      f64 x = pairs[i].to.x - q.x, y = pairs[i].to.y - q.y, error = x * x + y * y;
      if (error > 9 * square) continue;
      f64 trust = square / (square + error), weight = trust * trust * pairs[i].weight;
      seen[n++] = (Displacement){q, x, y, weight, 0, weight};
    }
    if (n < 4 || !step_homography(h, seen, n, MOVE_PROJECTIVE)) return 0;
  }
  return is_sane(h, search.width, search.height) ? agreeing(h, pairs, count, square) : 0;
}

i32 homography_of(const Pair *pairs, i32 count, Search search, Matrix *out) {
  if (count < 4) return 0;
  u32 state = 0x9e3779b9u;
  f64 square = search.tolerance * search.tolerance, best = 1e300;
  i32 rounds = search.rounds;
  for (i32 round = 0; round < rounds; round++) {
    i32 pool = 8 + round < count ? 8 + round : count, chosen[4];
    sample(&state, pool < count ? pool : count, chosen);
    Point from[4], to[4];
    for (i32 i = 0; i < 4; i++) from[i] = pairs[chosen[i]].from, to[i] = pairs[chosen[i]].to;
    Matrix h;
    if (!through_four(from, to, &h) || !is_sane(&h, search.width, search.height)) continue;
    f64 cost = cost_of(&h, pairs, count, square, best);
    if (cost >= best) continue;
    best = cost, *out = h;
    i32 needed = enough((f64)agreeing(&h, pairs, count, square) / count, search.rounds);
    if (needed < rounds) rounds = needed > round ? needed : round;
  }
  return best < 1e300 ? homography_polish(pairs, count, search, 4, out) : 0;
}

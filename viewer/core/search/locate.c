#include "search/locate.h"
#include "geometry/step.h"

enum { HYPOTHESES = 80, LEAST_SUPPORT = 4, ROUNDS = 120 };

static const f64 LOOSE = 0.12;      /* of the picture's size in the frame: where a match predicts another */
static const f64 LEAST_LOOSE = 5;   /* pixels */
static const f64 ALIKE = 0.75;      /* difference of two matches' affine maps, relative to their size */
static const f64 CLOSE = 0.015;     /* of the picture's size in the frame: agreement with a homography */
static const f64 LEAST_CLOSE = 2.5; /* pixels */

static f64 square(Affine a) {
  return a.xx * a.xx + a.xy * a.xy + a.yx * a.yx + a.yy * a.yy;
}

static i32 are_alike(Affine a, Affine b) {
  Affine d = {a.xx - b.xx, a.xy - b.xy, a.yx - b.yx, a.yy - b.yy};
  f64 x = square(a), y = square(b);
  return square(d) < ALIKE * ALIKE * (x < y ? x : y);
}

static f64 size_of(const Target *target, Affine a) {
  f64 area = determinant(a) * target->width * target->height;
  return area > 0 ? __builtin_sqrt(area) : 0;
}

/* Whether the first match predicts the second. */
static i32 predicts(const Match *a, const Match *b, f64 reach) {
  f64 x = b->from.x - a->from.x, y = b->from.y - a->from.y;
  f64 dx = a->to.x + a->a.xx * x + a->a.xy * y - b->to.x, dy = a->to.y + a->a.yx * x + a->a.yy * y - b->to.y;
  return dx * dx + dy * dy < reach * reach && are_alike(a->a, b->a);
}

static f64 larger(f64 a, f64 b) {
  return a > b ? a : b;
}

/* How surely each of the first matches is right: the number of others that it predicts. */
static void count_support(const Target *target, const Match *matches, i32 count, const u8 *used, i32 *support) {
  for (i32 i = 0; i < count && i < HYPOTHESES; i++) {
    f64 reach = larger(LEAST_LOOSE, LOOSE * size_of(target, matches[i].a));
    support[i] = 0;
    if (used[i]) continue;
    for (i32 k = 0; k < count; k++) support[i] += k != i && !used[k] && predicts(matches + i, matches + k, reach);
  }
}

static i32 gather(const Target *target, const Match *matches, i32 count, i32 chosen, const u8 *used, Pair *pairs) {
  f64 reach = larger(LEAST_LOOSE, LOOSE * size_of(target, matches[chosen].a));
  i32 n = 0;
  for (i32 k = 0; k < count; k++)
    if (!used[k] && (k == chosen || predicts(matches + chosen, matches + k, reach)))
      pairs[n++] = (Pair){matches[k].from, matches[k].to, 1};
  return n;
}

static Matrix guess_of(const Match *m) {
  return (Matrix){{m->a.xx, m->a.xy, m->to.x - m->a.xx * m->from.x - m->a.xy * m->from.y, m->a.yx, m->a.yy,
                   m->to.y - m->a.yx * m->from.x - m->a.yy * m->from.y, 0, 0, 1}};
}

/* The homography of these pairs; where they are too few or in line, the first affine guess moved to fit them. */
static i32 settle(const Target *target, const Match *first, const Pair *pairs, i32 count, Place *place) {
  f64 close = larger(LEAST_CLOSE, CLOSE * size_of(target, first->a));
  Search search = {target->width, target->height, close, ROUNDS};
  place->support = count >= 6 ? homography_of(pairs, count, search, &place->h) : 0;
  if (place->support >= LEAST_SUPPORT) return 1;
  place->h = guess_of(first);
  search.tolerance = 2 * close;
  if (!is_sane(&place->h, target->width, target->height)) return 0;
  place->support = homography_polish(pairs, count, search, 5, &place->h);
  return place->support >= LEAST_SUPPORT - 1;
}

static void mark_used(const Match *matches, i32 count, const Place *place, f64 reach, u8 *used) {
  for (i32 k = 0; k < count; k++) {
    Point q = apply(&place->h, matches[k].from);
    f64 x = q.x - matches[k].to.x, y = q.y - matches[k].to.y;
    if (x * x + y * y < reach * reach) used[k] = 1;
  }
}

i32 locate(const Target *target, const Match *matches, i32 count, Place *out) {
  static Pair pairs[MOST_MATCHES];
  i32 support[HYPOTHESES], places = 0;
  u8 used[MOST_MATCHES] = {0};
  for (i32 round = 0; round < MOST_PLACES; round++) {
    count_support(target, matches, count, used, support);
    i32 best = -1;
    for (i32 i = 0; i < count && i < HYPOTHESES; i++)
      if (support[i] >= LEAST_SUPPORT - 1 && (best < 0 || support[i] > support[best])) best = i;
    if (best < 0) break;
    i32 n = gather(target, matches, count, best, used, pairs);
    used[best] = 1;
    if (!settle(target, matches + best, pairs, n, out + places)) continue;
    mark_used(matches, count, out + places, larger(LEAST_LOOSE, LOOSE * size_of(target, matches[best].a)), used);
    places++;
  }
  return places;
}

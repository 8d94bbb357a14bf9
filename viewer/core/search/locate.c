#include "search/locate.h"
#include "geometry/step.h"
#include "search/repeats.h"

enum { HYPOTHESES = 80, LEAST_SUPPORT = 4, ROUNDS = 120, GROWTHS = 6 };

static const f64 LOOSE = 0.12;      /* of the picture's size in the frame: where a match predicts another */
static const f64 LEAST_LOOSE = 5;   /* pixels */
static const f64 ALIKE = 0.75;      /* difference of two matches' affine maps, relative to their size */
static const f64 OF_PERIOD = 0.3;   /* of the way to the next place that looks the same: nearer ones are meant */
static const f64 AROUND = 2;        /* periods that one match is believed for */
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

static f64 larger(f64 a, f64 b) {
  return a > b ? a : b;
}

/* How the picture may lie. */
typedef struct {
  Matrix h, back; /* and its inverse */
  f64 reach, close; /* pixels that a match may be off: before it is fitted, and after */
  Point middle;
  f64 around;       /* template pixels from there that the guess is good for, where the picture repeats itself */
} Hypothesis;

/* Where one match puts the picture. */
static Hypothesis guess_by(const Target *target, const Match *m) {
  Matrix h = {{m->a.xx, m->a.xy, m->to.x - m->a.xx * m->from.x - m->a.xy * m->from.y, m->a.yx, m->a.yy,
               m->to.y - m->a.yx * m->from.x - m->a.yy * m->from.y, 0, 0, 1}};
  f64 scale = size_of(target, m->a), reach = larger(LEAST_LOOSE, LOOSE * scale);
  f64 period = OF_PERIOD * scale * target->period / size_of(target, (Affine){1, 0, 0, 1});
  return (Hypothesis){h, inverse(h), period > 0 && period < reach ? period : reach, larger(LEAST_CLOSE, CLOSE * scale),
                 m->from, AROUND * target->period};
}

/* The pair that a match is by this guess: of places of the picture that look the same the nearest is meant. 0 where the
 * match contradicts the guess. */
static i32 agrees(const Target *target, const Hypothesis *guess, const Match *m, Pair *pair) {
  *pair = (Pair){m->from, m->to, 1};
  if (target->period > 0) {
    Point p = apply(&guess->back, m->to), away = nearest_repeat(target, (Point){p.x - m->from.x, p.y - m->from.y});
    pair->from.x += away.x, pair->from.y += away.y;
    p.x -= guess->middle.x, p.y -= guess->middle.y;
    if (p.x * p.x + p.y * p.y > guess->around * guess->around) return 0;
  }
  Point q = apply(&guess->h, pair->from);
  f64 x = q.x - m->to.x, y = q.y - m->to.y;
  return x * x + y * y < guess->reach * guess->reach;
}

/* The pairs of those matches that agree and, where `chosen` is given, lie like it. */
static i32 gather(const Target *target, const Match *matches, i32 count, const Match *chosen, const u8 *used,
                  const Hypothesis *guess, Pair *pairs) {
  i32 n = 0;
  for (i32 k = 0; k < count; k++)
    n += !used[k] && (!chosen || are_alike(chosen->a, matches[k].a)) && agrees(target, guess, matches + k, pairs + n);
  return n;
}

/* The homography of these pairs; where they are too few or in line, the guess moved to fit them. */
static i32 settle(const Target *target, const Hypothesis *guess, const Pair *pairs, i32 count, Place *place) {
  Search search = {target->width, target->height, guess->close, ROUNDS};
  place->support = count >= 6 ? homography_of(pairs, count, search, &place->h) : 0;
  if (place->support >= LEAST_SUPPORT) return 1;
  place->h = guess->h;
  search.tolerance *= 2;
  if (!is_sane(&place->h, target->width, target->height)) return 0;
  place->support = homography_polish(pairs, count, search, 5, &place->h);
  return place->support >= LEAST_SUPPORT - 1;
}

/* Of the places that look the same the one that has these pairs around the picture's middle. */
static Matrix centred(const Target *target, const Pair *pairs, i32 count, Matrix h) {
  Point away = {target->width * 0.5, target->height * 0.5};
  for (i32 i = 0; i < count; i++) away.x -= pairs[i].from.x / count, away.y -= pairs[i].from.y / count;
  away = nearest_repeat(target, away);
  return multiply(h, (Matrix){{1, 0, -away.x, 0, 1, -away.y, 0, 0, 1}});
}

/* What one match foretells of a slanted picture is wrong far from it, by more than a period: a place of a picture that
 * repeats itself grows from the match outwards. */
static void grow(const Target *target, const Match *matches, i32 count, const u8 *used, Hypothesis *guess,
                 Place *place) {
  static Pair pairs[MOST_MATCHES];
  Search search = {target->width, target->height, guess->close, 0};
  i32 n = 0;
  for (i32 round = 0; round < GROWTHS; round++) {
    guess->h = place->h, guess->back = inverse(guess->h), guess->around *= 1.6;
    n = gather(target, matches, count, 0, used, guess, pairs);
    i32 support = homography_polish(pairs, n, search, 4, &guess->h);
    if (support >= place->support) place->h = guess->h, place->support = support;
  }
  place->h = centred(target, pairs, n, place->h);
}

i32 locate(const Target *target, const Match *matches, i32 count, Place *out) {
  static Pair pairs[MOST_MATCHES];
  i32 places = 0;
  u8 used[MOST_MATCHES] = {0};
  for (i32 round = 0; round < MOST_PLACES; round++) {
    Hypothesis guess;
    i32 most = LEAST_SUPPORT - 1, best = -1;
    for (i32 i = 0; i < count && i < HYPOTHESES; i++) {
      Hypothesis other = guess_by(target, matches + i);
      i32 support = used[i] ? 0 : gather(target, matches, count, matches + i, used, &other, pairs);
      if (support > most) most = support, best = i, guess = other;
    }
    if (best < 0) break;
    i32 n = gather(target, matches, count, matches + best, used, &guess, pairs);
    used[best] = 1;
    if (!settle(target, &guess, pairs, n, out + places)) continue;
    if (target->period > 0) grow(target, matches, count, used, &guess, out + places);
    guess.h = out[places++].h, guess.back = inverse(guess.h);
    for (i32 k = 0; k < count; k++) used[k] |= agrees(target, &guess, matches + k, pairs);
  }
  return places;
}

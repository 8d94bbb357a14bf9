#include "track/unbend.h"

#include "track/judge.h"

static const f64 PLANE = 0.12;     /* pixels off a homography that are not looked into */
static const f64 EXPLAINED = 0.5;  /* of the squares that a bend fitted to very many patches may leave */
static const f64 CLEAR_FIT = 0.75; /* correlation of a patch that is clearly seen */
enum { LEAST_TO_BEND = 28, LEAST_PARTS = 6, LARGEST_OFF = 6, FOLLOWING = 4, OUTWARDS = 3 };

/* A patch, and where it was met when it was followed. */
typedef struct {
  Laid *whose;
  Point at;
  Sight sight;
} Met;

static Offset offsets[MOST_PATCHES];
static Met met[MOST_PATCHES];

/* How far patches that are clearly seen are off the homography, the middle one of them. */
static f64 off_plane(const Laid *laid, i32 count) {
  i32 below[LARGEST_OFF * 8 + 1] = {0}, n = 0;
  for (i32 i = 0; i < count; i++) {
    if (!laid[i].isSeen || laid[i].sight.fitted < CLEAR_FIT) continue;
    f64 off = misplaced(laid + i);
    below[off < LARGEST_OFF ? (i32)(off * 8) : LARGEST_OFF * 8]++, n++;
  }
  i32 sum = 0, bin = 0;
  while (bin < LARGEST_OFF * 8 && 2 * (sum += below[bin]) < n) bin++;
  return n < LEAST_TO_BEND ? 0 : (bin + 0.5) / 8;
}

static Point place_of(const Model *model, const Laid *one) {
  const Target *t = model->target;
  return (Point){2 * (one->from.x + 0.5) / t->width - 1, 2 * (one->from.y + 0.5) / t->height - 1};
}

/* Follows every patch to where it really is, from where the bend expects it; returns how many are clearly seen there. */
static i32 meet(const Model *model, const Image *image, const Matrix *h, const Bend *bend, Laid *laid, i32 count,
                Met *out) {
  i32 n = 0;
  for (i32 i = 0; i < count; i++) {
    Point flat = apply(h, laid[i].from), off = bend_at(bend, place_of(model, laid + i));
    Met one = {laid + i, {flat.x + off.x, flat.y + off.y}, laid[i].sight};
    if (!patch_follow(&laid[i].patch, image, FOLLOWING, &one.at, &one.sight) || one.sight.fitted < CLEAR_FIT) continue;
    one.sight.x = one.at.x - flat.x, one.sight.y = one.at.y - flat.y, one.sight.correlation = one.sight.fitted;
    f64 x = one.sight.x - off.x, y = one.sight.y - off.y;
    if (x * x + y * y < LARGEST_OFF * LARGEST_OFF) out[n++] = one;
  }
  return n;
}

static f64 square_left(const Offset *one, const Bend *bend) {
  Point b = bend_at(bend, one->place);
  return (one->x - b.x) * (one->x - b.x) + (one->y - b.y) * (one->y - b.y);
}

/* Fits a bend again and again, so that those count little that are far off it; 0 when it explains too little: it has
 * unknowns enough to follow a few patches anywhere. */
static i32 fit_robustly(Offset *offsets, i32 count, Bend *bend) {
  const Bend none = {{0}, {0}};
  for (i32 round = 0; round < 3; round++) {
    if (!bend_fit(offsets, count, bend)) return 0;
    for (i32 i = 0; i < count; i++) offsets[i].weight = 1 / (1 + 4 * square_left(offsets + i, bend));
  }
  f64 before = 0, after = 0;
  for (i32 i = 0; i < count; i++) {
    before += offsets[i].weight * square_left(offsets + i, &none);
    after += offsets[i].weight * square_left(offsets + i, bend);
  }
  return after * count < EXPLAINED * before * (count - 2 * BEND_TERMS);
}

/* Parts of the picture, of nine, that have offsets: a bend must not be guessed where nothing is seen. */
static i32 parts_seen(const Offset *offsets, i32 count) {
  u32 seen = 0;
  for (i32 i = 0; i < count; i++) {
    i32 column = (i32)((offsets[i].place.x + 1) * 1.5), row = (i32)((offsets[i].place.y + 1) * 1.5);
    seen |= 1u << (3 * (row < 2 ? row : 2) + (column < 2 ? column : 2));
  }
  return __builtin_popcount(seen);
}

static void take_over(const Met *met, const Bend *bend, Point place) {
  Point b = bend_at(bend, place);
  Laid *one = met->whose;
  one->at = met->at, one->sight = met->sight, one->isSeen = 1;
  one->sight.x -= b.x, one->sight.y -= b.y;
}

/* Where the paper is steep, patches are further off than they can be followed: each round meets more of them, where the
 * bend of the others leads. Returns how many are met, 0 where they show no bend. */
static i32 fit_outwards(const Model *model, const Image *image, const Matrix *h, Laid *laid, i32 count, Bend *bend) {
  i32 n = 0;
  *bend = (Bend){{0}, {0}};
  for (i32 round = 0; round < OUTWARDS; round++) {
    n = meet(model, image, h, bend, laid, count, met);
    for (i32 i = 0; i < n; i++) offsets[i] = (Offset){place_of(model, met[i].whose), met[i].sight.x, met[i].sight.y, 1};
    if (n < LEAST_TO_BEND || 2 * n < count || !fit_robustly(offsets, n, bend)) return 0;
  }
  return parts_seen(offsets, n) < LEAST_PARTS ? 0 : n;
}

f64 unbend(const Model *model, const Image *image, Laid *laid, i32 count, Matrix *h) {
  f64 off = off_plane(laid, count);
  if (off < PLANE) return 0;
  Bend bend;
  Matrix flat = *h;
  i32 n = fit_outwards(model, image, h, laid, count, &bend);
  if (!n) return 0;
  for (i32 i = 0; i < n; i++) take_over(met + i, &bend, offsets[i].place);
  if (bend_flatten(&bend, model->target->width, model->target->height, &flat)) *h = flat;
  return off;
}

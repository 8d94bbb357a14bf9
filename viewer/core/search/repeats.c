#include "search/repeats.h"

enum { FARTHEST = 24, ENOUGH = 12 };

static const f64 SHORTEST = 9;   /* pixels of a step: a patch that moves less shows mostly the same wherever it is */
static const f64 SEEN = 0.6;     /* correlation of a patch that the frame shows, */
static const f64 AS_WELL = 0.95; /* and what it is of the others' mean, where no edge of the picture runs through it */

static f64 whole(f64 x) {
  return (f64)(i32)(x < 0 ? x - 0.5 : x + 0.5);
}

static Point sum_of(const Point *r, f64 first, f64 second) {
  return (Point){first * r[0].x + second * r[1].x, first * r[0].y + second * r[1].y};
}

Point nearest_repeat(const Target *target, Point move) {
  const Point *r = target->repeat;
  f64 area = r[0].x * r[1].y - r[0].y * r[1].x;
  return sum_of(r, whole((move.x * r[1].y - move.y * r[1].x) / area), whole((r[0].x * move.y - r[0].y * move.x) / area));
}

/* The picture's map a step away, those opposite to each other at k and STEPS - 1 - k. */
static Matrix moved_by(const Matrix *h, const Target *target, i32 k) {
  i32 cell = k < STEPS / 2 ? k : k + 1;
  Point p = sum_of(target->repeat, cell % 3 - 1, cell / 3 - 1);
  return multiply(*h, (Matrix){{1, 0, p.x, 0, 1, p.y, 0, 0, 1}});
}

/* How many patches are seen that would not be, were the picture a step away: by step. */
static void evidence(const Model *model, const Scene *scene, i32 level, const Matrix *h, i32 *by) {
  f64 sum = 0, seen = 0;
  i32 count;
  likeness(model, scene, level, TELLING, h);
  const Laid *laid = aligned(&count);
  for (i32 i = 0; i < count; i++)
    if (laid[i].isSeen && laid[i].sight.fitted > SEEN) sum += laid[i].sight.fitted, seen++;
  for (i32 k = 0; k < STEPS; k++) by[k] = 0;
  for (i32 i = 0; i < count; i++)
    if (laid[i].isSeen && laid[i].sight.fitted * seen > AS_WELL * sum)
      for (i32 k = 0; k < STEPS; k++) by[k] += laid[i].tells >> k & 1;
}

/* Of the picture's repeats, as the level shows its middle. */
static f64 shown_period(const Target *target, const Matrix *h, i32 level) {
  f64 area = determinant(affine_at(h, (Point){target->width * 0.5, target->height * 0.5}));
  return area > 0 ? target->period * __builtin_sqrt(area) / (1 << level) : 0;
}

i32 choose_repeat(const Model *model, const Scene *scene, i32 level, Matrix *h) {
  if (shown_period(model->target, h, level) < SHORTEST) return 0;
  i32 here[STEPS], there[STEPS], lead = -1;
  for (i32 tries = 0; tries < FARTHEST && lead < 0; tries++) {
    Matrix best = *h;
    evidence(model, scene, level, h, here);
    lead = ENOUGH;
    for (i32 k = 0; k < STEPS; k++) {
      if (here[k] >= ENOUGH) continue;
      Matrix other = moved_by(h, model->target, k);
      if (!is_sane(&other, model->target->width, model->target->height)) continue;
      evidence(model, scene, level, &other, there);
      i32 more = here[k] - there[STEPS - 1 - k];
      if (more < lead) lead = more, best = other;
    }
    if (lead < 0) *h = best;
  }
  return lead;
}

#include "track/flow.h"
#include "track/patch.h"

static const f64 LEAST_FIT = 0.6; /* correlation with the frame before */
static const f64 TOLERANCE = 3;   /* pixels, about a common homography */
enum { STEPS = 5, ROUNDS = 60, LEAST_AGREEING = 8, COARSEST = 3, COARSEST_TO_TRUST = 2 };

/* Follows one point down the levels. Where a level shows too little, the coarser one's answer stands; returns the
 * finest level that said something, or LEVELS. */
static i32 follow(const Pyramid *before, const Pyramid *now, Point was, Point *at) {
  static Patch patch;
  i32 reached = LEVELS, top = before->levels - 1 < COARSEST ? before->levels - 1 : COARSEST;
  for (i32 level = top; level >= 0; level--) {
    f64 scale = 1 << level;
    Point there = {was.x / scale, was.y / scale}, here = {at->x / scale, at->y / scale};
    Sight sight;
    if (!patch_cut_upright(&patch, &before->level[level], there)) continue;
    if (!patch_follow(&patch, &now->level[level], STEPS, &here, &sight) || sight.fitted < LEAST_FIT) continue;
    *at = (Point){here.x * scale, here.y * scale};
    reached = level;
  }
  return reached;
}

i32 flow(const Model *model, const Pyramid *before, const Pyramid *now, const Followed *points, i32 count,
         const Matrix *guess, Matrix *h) {
  static Pair pairs[MOST_FOLLOWED];
  i32 n = 0;
  for (i32 i = 0; i < count; i++) {
    Point at = apply(guess, points[i].from);
    i32 level = follow(before, now, points[i].was, &at);
    if (level <= COARSEST_TO_TRUST) pairs[n++] = (Pair){points[i].from, at, 1.0 / (1 << (2 * level))};
  }
  Search search = {model->target->width, model->target->height, TOLERANCE, ROUNDS};
  Matrix found;
  i32 agree = homography_of(pairs, n, search, &found);
  if (agree < LEAST_AGREEING || 3 * agree < n) return 0;
  *h = found;
  return agree;
}

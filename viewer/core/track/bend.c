#include "track/bend.h"
#include "geometry/solve.h"

enum { GRID = 8, STEPS = 3 };

/* Relative to the offsets' total weight: a constant is free, curvature must show itself. */
static const f64 RIDGE[BEND_TERMS] = {1e-6, 1e-5, 1e-5, 1e-4, 1e-4, 1e-4, 1e-3, 1e-3, 1e-3, 1e-3};

static void terms_at(Point p, f64 *t) {
  f64 u = p.x, v = p.y;
  const f64 all[BEND_TERMS] = {1, u, v, u * u, u * v, v * v, u * u * u, u * u * v, u * v * v, v * v * v};
  for (i32 i = 0; i < BEND_TERMS; i++) t[i] = all[i];
}

i32 bend_fit(const Offset *offsets, i32 count, Bend *bend) {
  f64 a[BEND_TERMS * BEND_TERMS] = {0}, b[BEND_TERMS * BEND_TERMS], t[BEND_TERMS], total = 0;
  *bend = (Bend){{0}, {0}};
  for (i32 i = 0; i < count; i++) {
    terms_at(offsets[i].place, t);
    total += offsets[i].weight;
    for (i32 r = 0; r < BEND_TERMS; r++) {
      f64 w = offsets[i].weight * t[r];
      for (i32 c = 0; c < BEND_TERMS; c++) a[r * BEND_TERMS + c] += w * t[c];
      bend->x[r] += w * offsets[i].x, bend->y[r] += w * offsets[i].y;
    }
  }
  for (i32 r = 0; r < BEND_TERMS; r++) a[r * BEND_TERMS + r] += RIDGE[r] * total;
  __builtin_memcpy(b, a, sizeof a);
  return solve(a, bend->x, BEND_TERMS) && solve(b, bend->y, BEND_TERMS);
}

Point bend_at(const Bend *bend, Point place) {
  f64 t[BEND_TERMS], x = 0, y = 0;
  terms_at(place, t);
  for (i32 i = 0; i < BEND_TERMS; i++) x += bend->x[i] * t[i], y += bend->y[i] * t[i];
  return (Point){x, y};
}

i32 bend_flatten(Bend *bend, f64 width, f64 height, Matrix *h) {
  Offset left[GRID * GRID];
  Displacement off[GRID * GRID];
  Matrix flat = *h;
  for (i32 step = 0; step <= STEPS; step++) {
    for (i32 i = 0; i < GRID * GRID; i++) {
      Point place = {(2.0 * (i % GRID) + 1) / GRID - 1, (2.0 * (i / GRID) + 1) / GRID - 1};
      Point from = {(place.x + 1) * 0.5 * width - 0.5, (place.y + 1) * 0.5 * height - 0.5};
      Point was = apply(h, from), is = apply(&flat, from), bent = bend_at(bend, place);
      f64 x = was.x + bent.x - is.x, y = was.y + bent.y - is.y;
      off[i] = (Displacement){is, x, y, 1, 0, 1};
      left[i] = (Offset){place, x, y, 1};
    }
    if (step < STEPS && !step_homography(&flat, off, GRID * GRID, MOVE_PROJECTIVE)) return 0;
  }
  *h = flat;
  return bend_fit(left, GRID * GRID, bend);
}

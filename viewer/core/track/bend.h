/* What no homography explains: paper that curls, a lens that bends, rows that are read out one after the other.
 *
 * The displacements that are left are fitted by a cubic polynomial of the place on the picture, and the homography is
 * moved to be the best one, in the mean over the whole picture, for the bent surface. Without it the homography would
 * be that of wherever texture happens to be.
 */
#pragma once
#include "geometry/step.h"

enum { BEND_TERMS = 10 };

/* Displacement of the picture's point (u, v), -1 .. 1 across the picture, in pixels: the terms are 1 u v uu uv vv uuu
 * uuv uvv vvv. */
typedef struct {
  f64 x[BEND_TERMS], y[BEND_TERMS];
} Bend;

/* Where a point of the picture is off its homography, and how surely. */
typedef struct {
  Point place; /* u, v */
  f64 x, y, weight;
} Offset;

/* Weighted least squares, higher terms held back a little; 0 when the offsets do not determine it. */
i32 bend_fit(const Offset *offsets, i32 count, Bend *bend);
Point bend_at(const Bend *bend, Point place);

/* Moves h, template pixels to image pixels, to fit the bent surface best; `bend` then describes what is left. */
i32 bend_flatten(Bend *bend, f64 width, f64 height, Matrix *h);

/* One Gauss-Newton step of a homography from displacements that were measured at points of the image.
 *
 * The step D is taken on the image's side, H' = N^-1 (I + D) N H, with N centring and scaling the image's points so
 * that all eight unknowns are of one size. At a normalised point (u, v) the displacement is
 *   du = d0 u + d1 v + d2 - u (d6 u + d7 v),   dv = d3 u + d4 v + d5 - v (d6 u + d7 v).
 * (Inverse compositional alignment, Baker & Matthews 2004, has the same form.)
 */
#pragma once
#include "geometry/matrix.h"

/* A measured displacement (x, y) at a point, and what it is worth: its information matrix (the inverse of its
 * covariance), which is almost singular along a straight edge. Pixels of level 0. */
typedef struct {
  Point at;
  f64 x, y;
  f64 xx, xy, yy;
} Displacement;

/* How freely the step may move. */
typedef enum { MOVE_SIMILAR = 4, MOVE_AFFINE = 6, MOVE_PROJECTIVE = 8 } Freedom;

/* Least squares over all displacements; H changes in place. 0 when they do not determine the step. */
i32 step_homography(Matrix *h, const Displacement *all, i32 count, Freedom freedom);

/* How far points may be off after a projective step by these displacements, pixels: the mean of their standard
 * deviations (the step's covariance is the inverse of its normal equations) times chi-square per degree of freedom, by
 * which the displacements that are left are larger than what they are worth. That factor's root would be the textbook's;
 * the factor itself tells places that only seem to agree more clearly from those that do. */
f64 unsureness(const Displacement *all, i32 count, const Point *points, i32 asked);

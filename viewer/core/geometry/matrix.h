/* Homographies: 3x3 matrices that take points of a plane to points of another. */
#pragma once
#include "core.h"

/* What a homography does near a point: (x, y) -> (xx x + xy y, yx x + yy y). */
typedef struct {
  f64 xx, xy, yx, yy;
} Affine;

Matrix identity(void);
Matrix multiply(Matrix a, Matrix b);

/* By cofactors. A singular matrix gives one that is not `is_sane`. */
Matrix inverse(Matrix a);

/* Divided by its last entry. */
Matrix normal(Matrix a);

/* Where `a` takes a point. Points whose denominator is not positive lie behind the camera: they go far away. */
Point apply(const Matrix *a, Point p);

/* The derivative of `apply` at a point. */
Affine affine_at(const Matrix *a, Point p);
f64 determinant(Affine a);

/* The same map between coarser levels of both images: from level `from` to level `to`. */
Matrix between_levels(Matrix a, i32 from, i32 to);

/* A map onto level `level` as one onto level 0. */
Matrix from_level(Matrix a, i32 level);

/* The homography through four pairs of points (Heckbert 1989, by way of the unit square); 0 when three are in line. */
i32 through_four(const Point *from, const Point *to, Matrix *out);

/* Whether a width x height rectangle goes to a convex quadrilateral of the same orientation, wholly in front of the
 * camera, with sides that are neither tiny nor endless and no more foreshortening than a camera can see. */
i32 is_sane(const Matrix *a, f64 width, f64 height);

/* The corners TL TR BR BL of the template: the outer edges of its outer pixels. */
void corners_of(const Matrix *a, f64 width, f64 height, Point *corners);

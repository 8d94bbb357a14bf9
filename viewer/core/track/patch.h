/* A square of known pixels, and where it lies in an image.
 *
 * An image J seen near the right place is J(o) = gain T(o - u) + bias, for pixels o of the patch T and a displacement
 * u that is still to be found. Linear in u, J is a combination of T, its two derivatives and a constant, and the
 * coefficients come from the inner products of J with these by a 3x3 system that depends on T alone (Lucas & Kanade
 * 1981, inverse compositional as by Baker & Matthews 2004; gain and bias as by Bartoli 2008, here eliminated exactly).
 */
#pragma once
#include "geometry/matrix.h"

/* Of two directions; symmetric. */
typedef struct {
  f64 xx, xy, yy;
} Tensor;

enum { PATCH = 16, PATCH_AREA = PATCH * PATCH };

typedef struct {
  /* Pixels and their differences right - left and down - up, in 1/16 of a grey level, their means taken away. */
  _Alignas(16) i16 value[PATCH_AREA], right[PATCH_AREA], down[PATCH_AREA];
  f64 sum[3];      /* what the rounded means left: of value, right, down */
  f64 inverse[6];  /* of the matrix of their covariances (tt, tr, td, rr, rd, dd), times PATCH_AREA */
  f64 contrast;    /* sum of squares of value */
  Tensor known;    /* what u is known by, gain unknown: the covariances of the derivatives less what looks like gain */
} Patch;

enum { MOST_TAPS = 9 };

/* A blur, as the mean of shifted images; shifts are pixels of the patch. One shift of (0, 0) is none. */
typedef struct {
  i32 count;
  Point shift[MOST_TAPS];
} Taps;

/* How an image looks where a patch was laid. */
typedef struct {
  f64 x, y;        /* u, pixels of the image's level */
  f64 gain;
  f64 correlation; /* -1 .. 1, at the place where it was laid */
  f64 fitted;      /* correlation after u is taken into account, linearly */
  f64 noise;       /* mean square of what gain, bias and u do not explain, squared grey levels */
} Sight;

/* The patch whose pixel o, counted from its middle, is the mean of image(middle + a (o + shift)) over the taps; 0 where
 * it would leave the image by more than `slack` pixels, shifts aside, or is too plain. */
i32 patch_cut(Patch *patch, const Image *image, Point middle, Affine a, const Taps *taps, f64 slack);

/* The same without a map, to 1/128 of a pixel: several times as fast. */
i32 patch_cut_upright(Patch *patch, const Image *image, Point middle);

/* Lays the patch with its middle at `at`; 0 where it would leave the image or the image is plain. */
i32 patch_lay(const Patch *patch, const Image *image, Point at, Sight *sight);

/* How much of the patch's structure the image shows, by direction: products of the gradients of both, the image's gain
 * taken out. 0 where the patch would leave the image. */
i32 patch_shared(const Patch *patch, const Image *image, Point at, f64 gain, Tensor *shared);

/* Moves `at` until the patch fits, by at most `steps` steps; 0 when it does not settle. */
i32 patch_follow(const Patch *patch, const Image *image, i32 steps, Point *at, Sight *sight);

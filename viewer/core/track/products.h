/* The arithmetic of patches: pixels between pixels, and sums of products. */
#pragma once
#include "track/patch.h"

/* Sums over a patch's pixels of what an image shows there, in 1/16 of a grey level: alone, squared, and times each of
 * the patch's parts. */
typedef struct {
  f64 one, square, value, right, down;
} Products;

/* The image's pixels from p on, each moved by u / 128 to the right and v / 128 down (0 .. 128). */
Products products_of(const Patch *patch, const u8 *p, i32 stride, i32 u, i32 v);

/* The inner product of two of a patch's parts. */
f64 product(const i16 *a, const i16 *b);

/* `rows` rows of 18 pixels, moved like this, in 1/16 of a grey level. */
void samples_between(const u8 *p, i32 stride, i32 u, i32 v, i32 rows, i16 *out);

/* The strongest corners of one image, spread over a grid of cells. */
#pragma once
#include "core.h"

typedef struct {
  i16 x, y;  /* pixels of the image */
  f32 score; /* > 0 */
} Corner;

/* Finds at most `limit` corners in a blurred image with a filled border; returns their number. The best of every cell
 * come first, by falling score, then the others, by falling score. */
i32 corners_find(const Image *image, i32 limit, Corner *out);

/* The strongest corners of one image, spread over a grid of cells. */
#pragma once
#include "core.h"

typedef struct {
  i16 x, y; /* pixels of the image */
  u8 score; /* of FAST */
} Corner;

/* Finds at most `limit` corners in a blurred image with a filled border; returns their number. The best of every cell
 * come first, then the strongest of the others, both in the order of the cells. */
i32 corners_find(const Image *image, i32 limit, Corner *out);

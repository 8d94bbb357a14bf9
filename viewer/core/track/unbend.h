/* Pictures that do not lie flat in the frame. */
#pragma once
#include "track/align.h"

/* Where patches are off the homography together, moves it to fit the bent picture best; their places and sights are
 * then those of the bent surface. Returns how far they were off, pixels of the level, 0 for a plane. */
f64 unbend(const Model *model, const Image *image, Laid *laid, i32 count, Matrix *h);

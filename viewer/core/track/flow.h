/* From one frame to the next: where did the pixels of the picture go? */
#pragma once
#include "geometry/ransac.h"
#include "track/model.h"

enum { MOST_FOLLOWED = 96 };

/* A point of the picture, and where it was in the frame before (level 0 pixels). */
typedef struct {
  Point from, was;
} Followed;

/* Follows the points from frame to frame, coarse to fine, starting where `guess` puts them; then takes the homography
 * that they agree on. Returns how many agree, 0 when the motion is not known; `h` is changed only when it is. */
i32 flow(const Model *model, const Pyramid *before, const Pyramid *now, const Followed *points, i32 count,
         const Matrix *guess, Matrix *h);

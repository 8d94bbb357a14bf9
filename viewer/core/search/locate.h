/* From matches to how the picture lies. */
#pragma once
#include "geometry/ransac.h"
#include "search/match.h"

enum { MOST_PLACES = 3 };

/* A place where the picture may lie, and how many matches speak for it. */
typedef struct {
  Matrix h;
  i32 support;
} Place;

/* At most MOST_PLACES, the best supported first; returns their number. Each match alone predicts where all others
 * should be (as in Lowe 2004, section 7.3, with the view's foreshortening); those that a prediction holds for then
 * determine the homography. */
i32 locate(const Target *target, const Match *matches, i32 count, Place *out);

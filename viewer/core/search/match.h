/* Features of a frame that look like features of a target. */
#pragma once
#include "geometry/matrix.h"
#include "target.h"

enum { MOST_MATCHES = 256 };

/* A pair, and what it alone says about how the picture lies: rotation, scale and foreshortening of the view. */
typedef struct {
  Point from, to; /* pixels of the template and of the frame */
  Affine a;
  f32 doubt;      /* 0: sure; rises with the distance and with how near the second best is */
} Match;

/* At most MOST_MATCHES, the surest first; returns their number. */
i32 match(const Target *target, const Feature *features, i32 count, Match *out);

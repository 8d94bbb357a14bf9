/* Orientation of a corner by the intensity centroid of its patch (Rosin 1999; Rublee et al. 2011: ORB), with weights
 * that fall off as a normal distribution (sigma = 5 pixels): pixels that come or go at a sharp edge of the patch would
 * turn it. */
#pragma once
#include "core.h"

enum { RADIUS = 15 /* of a patch, pixels */ };

/* Direction from the corner at `at` to the centroid of its patch, in 1 / TURNS of a full turn, clockwise on the screen
 * from +x. Reads a square of 32 x 31 pixels. */
i32 orientation(const u8 *at, i32 stride);

/* Rounds the direction of (x, y) to TURNS directions; 0 for (0, 0). */
i32 turn_of(i32 x, i32 y);

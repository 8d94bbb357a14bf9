/* Orientation of a patch by its intensity centroid (Rosin 1999; Rublee et al. 2011: ORB). */
#pragma once
#include "core.h"

enum { RADIUS = 15 /* of a patch, pixels */ };

/* Lays the disc out; call it once. */
void orientation_prepare(void);

/* Direction from the corner at `at` to the centroid of the disc around it, in 1 / TURNS of a full turn, clockwise on
 * the screen from +x. Reads a square of 32 x 31 pixels. */
i32 orientation(const u8 *at, i32 stride);

/* Rounds the direction of (x, y) to TURNS directions; 0 for (0, 0). */
i32 turn_of(i32 x, i32 y);

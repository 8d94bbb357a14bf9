/* Binary descriptor of a patch, turned by its orientation (Calonder et al. 2010: BRIEF; Rublee et al. 2011: ORB). */
#pragma once
#include "core.h"

/* Turns the pattern of comparisons to all directions; call it once. */
void descriptor_prepare(void);

/* A level of a frame, blurred for corners and fine comparisons, and softened for coarse ones; of one size. */
typedef struct {
  Image fine, coarse;
} Blurred;

/* Compares 256 pairs of pixels around (x, y), within a square of 31 x 31. */
void describe(const Blurred *image, i32 x, i32 y, i32 turn, u64 bits[4]);

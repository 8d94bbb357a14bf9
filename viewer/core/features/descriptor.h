/* Binary descriptor of a patch, turned by its orientation (Calonder et al. 2010: BRIEF; Rublee et al. 2011: ORB). */
#pragma once
#include "core.h"

/* Turns the pattern of comparisons to all directions; call it once. */
void descriptor_prepare(void);

/* Compares 256 pairs of pixels of the blurred image around `at`. Reads a square of 32 x 31 pixels. */
void describe(const u8 *at, i32 stride, i32 turn, u64 bits[4]);

/* FAST-9 corners (Rosten, Drummond 2006: Machine learning for high-speed corner detection). */
#pragma once
#include "core.h"

enum { BLOCK = 16 /* pixels that are scored together */ };

/* Scores of the pixels from `row` on: the greatest t for which nine neighbouring pixels of the 16 on a circle of radius
 * 3 are all lighter, or all darker, than the middle by at least t; 0 where that is less than the threshold (>= 1) of
 * the pixel's block. */
void fast_row(const u8 *row, i32 stride, i32 blocks, const u8 *thresholds, u8 *scores);

/* 1 where the corner at `at` is lighter than its circle, 0 where it is darker. */
i32 fast_is_bright(const u8 *at, i32 stride);

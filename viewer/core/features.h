/* Corners spread over an image, each with an orientation and a 256-bit descriptor. */
#pragma once
#include "core.h"

/* Prepares the tables of rotated comparisons; call it once. */
void features_prepare(void);

/* Finds at most `limit` features (<= MAX_FRAME_FEATURES) on the levels first .. first + count - 1 of a pyramid, shared out by the area of a
 * level and spread over a grid; returns their number. x, y are of level 0. Deterministic in order. */
i32 features_extract(const Pyramid *pyramid, i32 first, i32 count, i32 limit, Feature *out);

/* Number of different bits, 0 .. 256. */
static inline i32 hamming(const u64 *a, const u64 *b) {
  return __builtin_popcountll(a[0] ^ b[0]) + __builtin_popcountll(a[1] ^ b[1]) + __builtin_popcountll(a[2] ^ b[2]) +
         __builtin_popcountll(a[3] ^ b[3]);
}

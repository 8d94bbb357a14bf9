/* Directions, times 2^14. Constants, since no two libraries agree on the last bit of a cosine. */
#pragma once
#include "core.h"

/* cos(2 pi k / TURNS) in the first quadrant, its end included. */
static const i16 QUARTER_COS[TURNS / 4 + 1] = {
    16384, 16305, 16069, 15679, 15137, 14449, 13623, 12665, 11585, 10394, 9102, 7723, 6270, 4756, 3196, 1606, 0,
};

/* cos(2 pi k / TURNS), k from -TURNS on. Called, not repeated, it is half as long. */
static __attribute__((noinline)) i32 turn_cos(i32 k) {
  k &= TURNS - 1;
  k = k > TURNS / 2 ? TURNS - k : k;
  return k > TURNS / 4 ? -QUARTER_COS[TURNS / 2 - k] : QUARTER_COS[k];
}

/* sin(2 pi k / TURNS). */
static inline i32 turn_sin(i32 k) { return turn_cos(k - TURNS / 4); }

/* cos(2 pi (k + 1/2) / TURNS) in the first quadrant. */
static const i16 HALF_COS[TURNS / 4] = {
    16364, 16207, 15893, 15426, 14811, 14053, 13160, 12140, 11003, 9760, 8423, 7005, 5520, 3981, 2404, 804,
};

/* sin(2 pi (k + 1/2) / TURNS) in the first quadrant. */
static inline i32 half_sin(i32 k) { return HALF_COS[TURNS / 4 - 1 - k]; }

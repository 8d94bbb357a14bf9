/* Directions, times 2^14. Constants, since no two libraries agree on the last bit of a cosine. */
#pragma once
#include "core.h"

/* cos(2 pi k / TURNS). */
static const i16 TURN_COS[TURNS] = {
    16384, 16305, 16069, 15679, 15137, 14449, 13623, 12665, 11585, 10394, 9102, 7723, 6270, 4756, 3196, 1606, 0,
    -1606, -3196, -4756, -6270, -7723, -9102, -10394, -11585, -12665, -13623, -14449, -15137, -15679, -16069, -16305,
    -16384, -16305, -16069, -15679, -15137, -14449, -13623, -12665, -11585, -10394, -9102, -7723, -6270, -4756, -3196,
    -1606, 0, 1606, 3196, 4756, 6270, 7723, 9102, 10394, 11585, 12665, 13623, 14449, 15137, 15679, 16069, 16305,
};

/* sin(2 pi k / TURNS). */
static inline i32 turn_sin(i32 k) { return TURN_COS[(k - TURNS / 4) & (TURNS - 1)]; }

/* cos(2 pi (k + 1/2) / TURNS) in the first quadrant. */
static const i16 HALF_COS[TURNS / 4] = {
    16364, 16207, 15893, 15426, 14811, 14053, 13160, 12140, 11003, 9760, 8423, 7005, 5520, 3981, 2404, 804,
};

/* sin(2 pi (k + 1/2) / TURNS) in the first quadrant. */
static inline i32 half_sin(i32 k) { return HALF_COS[TURNS / 4 - 1 - k]; }

/* The cosine transform of 8x8 pixels and the steps that its coefficients are rounded to. */
#pragma once
#include "core.h"

enum { MOST = 16383, COARSEST = 2047 }; /* of coefficients and of steps, in 1 / 8 of a grey level */

/* Row k: cos((2 n + 1) k pi / 16) / 2 in 1 / 4096, the first divided by the root of 2: orthonormal. */
static const i16 COSINES[8][8] = {
    {1448, 1448, 1448, 1448, 1448, 1448, 1448, 1448},     {2009, 1703, 1138, 400, -400, -1138, -1703, -2009},
    {1892, 784, -784, -1892, -1892, -784, 784, 1892},     {1703, -400, -2009, -1138, 1138, 2009, 400, -1703},
    {1448, -1448, -1448, 1448, 1448, -1448, -1448, 1448}, {1138, -2009, 400, 1703, -1703, -400, 2009, -1138},
    {784, -1892, 1892, -784, -784, 1892, -1892, 784},     {400, -1138, 1703, -2009, 2009, -1703, 1138, -400},
};

/* In 1 / 8 of a grey level; finer for low frequencies, which are what smaller levels of the template consist of. */
static inline i32 step_of(i32 base, i32 at) { return (base * (16 + (at & 7) + (at >> 3)) + 8) >> 4; }

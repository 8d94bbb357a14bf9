/* A homography through pairs of points of which some, or most, are wrong. */
#pragma once
#include "geometry/matrix.h"

enum { MOST_PAIRS = 512 };

typedef struct {
  Point from, to;
  f64 weight; /* how exact `to` is, relative to the others: 1 / variance */
} Pair;

typedef struct {
  f64 width, height; /* of the rectangle that must stay sane */
  f64 tolerance;     /* pixels, of pairs that agree */
  i32 rounds;        /* at most */
} Search;

/* The homography that most pairs agree with, refined on these; returns how many agree, 0 when there is none. Pairs
 * stand in order of falling trust: early samples come from the first of them (PROSAC, Chum & Matas 2005), and each
 * sample is judged by the truncated squared error (MSAC, Torr & Zisserman 2000). Deterministic. */
i32 homography_of(const Pair *pairs, i32 count, Search search, Matrix *out);

/* Least squares from a first guess, pairs weighted by how well they agree (Geman & McClure); returns how many lie
 * within the tolerance afterwards, 0 when the outcome is not sane. */
i32 homography_polish(const Pair *pairs, i32 count, Search search, i32 steps, Matrix *h);

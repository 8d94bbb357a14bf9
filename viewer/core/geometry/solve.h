/* Small symmetric systems of equations. */
#pragma once
#include "core.h"

/* Solves a x = b in place for symmetric positive definite a (n x n, row-major with n columns) by
 * LDL^T: afterwards b is x. 0 when a is not positive definite. */
i32 solve(f64 *a, f64 *b, i32 n);

/* The first half of it: a becomes L below its diagonal (ones on it) and D on it. */
i32 decompose(f64 *a, i32 n);

/* x' a^-1 x of such an L and D, n at most 8: the variance of x' b where a is the information that b is known by. */
f64 inverse_norm(const f64 *a, const f64 *x, i32 n);

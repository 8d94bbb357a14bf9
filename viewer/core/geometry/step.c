#include "geometry/step.h"
#include "geometry/solve.h"

/* Prior information on the unknowns, as if each had been seen to be 0 that surely: holds back what little texture
 * leaves open, above all perspective, and is far below what a well seen picture says. */
static const f64 PRIOR = 1e-3, PRIOR_PERSPECTIVE = 2e-2;

static const f64 UNKNOWN = 1e6; /* pixels */

typedef struct {
  f64 x, y, scale;
} Frame;

static Frame centred(const Displacement *all, i32 count) {
  f64 x = 0, y = 0, spread = 0;
  for (i32 i = 0; i < count; i++) x += all[i].at.x, y += all[i].at.y;
  x /= count, y /= count;
  for (i32 i = 0; i < count; i++) {
    f64 dx = all[i].at.x - x, dy = all[i].at.y - y;
    spread += dx * dx + dy * dy;
  }
  spread = __builtin_sqrt(spread / count);
  return (Frame){x, y, spread > 1 ? 1 / spread : 1};
}

/* The two rows of the Jacobian at a normalised point. A similarity has only d0 = d4 and d1 = -d3. */
static void jacobian(f64 u, f64 v, Freedom freedom, f64 *row_x, f64 *row_y) {
  if (freedom == MOVE_SIMILAR) {
    row_x[0] = u, row_x[1] = v, row_x[2] = 1, row_x[3] = 0;
    row_y[0] = v, row_y[1] = -u, row_y[2] = 0, row_y[3] = 1;
    return;
  }
  const f64 x[8] = {u, v, 1, 0, 0, 0, -u * u, -u * v}, y[8] = {0, 0, 0, u, v, 1, -u * v, -v * v};
  for (i32 i = 0; i < (i32)freedom; i++) row_x[i] = x[i], row_y[i] = y[i];
}

static void add(f64 *a, f64 *b, i32 n, const Displacement *one, const f64 *jx, const f64 *jy, f64 scale) {
  f64 x = one->x * scale, y = one->y * scale;
  for (i32 i = 0; i < n; i++) {
    f64 wx = jx[i] * one->xx + jy[i] * one->xy, wy = jx[i] * one->xy + jy[i] * one->yy;
    for (i32 k = 0; k <= i; k++) a[i * n + k] += wx * jx[k] + wy * jy[k];
    b[i] += wx * x + wy * y;
  }
}

static Matrix composed(const f64 *d, Freedom freedom, Frame f, const Matrix *h) {
  Matrix step = identity();
  if (freedom == MOVE_SIMILAR) {
    step = (Matrix){{1 + d[0], d[1], d[2], -d[1], 1 + d[0], d[3], 0, 0, 1}};
  } else {
    for (i32 i = 0; i < (i32)freedom; i++) step.m[i] += d[i];
  }
  Matrix to = {{f.scale, 0, -f.x * f.scale, 0, f.scale, -f.y * f.scale, 0, 0, 1}};
  Matrix back = {{1 / f.scale, 0, f.x, 0, 1 / f.scale, f.y, 0, 0, 1}};
  return normal(multiply(multiply(back, step), multiply(to, *h)));
}

/* The normal equations a x = b of a step; returns what a displacement is worth in the mean. */
static f64 normal_equations(const Displacement *all, i32 count, Freedom freedom, Frame f, f64 *a, f64 *b) {
  i32 n = (i32)freedom;
  f64 jx[8], jy[8], trace = 0;
  for (i32 i = 0; i < n * n; i++) a[i] = 0;
  for (i32 i = 0; i < n; i++) b[i] = 0;
  for (i32 i = 0; i < count; i++) {
    jacobian((all[i].at.x - f.x) * f.scale, (all[i].at.y - f.y) * f.scale, freedom, jx, jy);
    add(a, b, n, all + i, jx, jy, f.scale);
    trace += all[i].xx + all[i].yy;
  }
  for (i32 i = 0; i < n; i++)
    for (i32 k = i + 1; k < n; k++) a[i * n + k] = a[k * n + i];
  return trace / count;
}

i32 step_homography(Matrix *h, const Displacement *all, i32 count, Freedom freedom) {
  i32 n = (i32)freedom;
  if (2 * count < n) return 0;
  Frame f = centred(all, count);
  f64 a[64], b[8];
  f64 unit = normal_equations(all, count, freedom, f, a, b);
  for (i32 i = 0; i < n; i++) a[i * n + i] += unit * (i < 6 ? PRIOR : PRIOR_PERSPECTIVE);
  if (!solve(a, b, n)) return 0;
  *h = composed(b, freedom, f, h);
  return 1;
}

/* Per degree of freedom. */
static f64 chi_square(const Displacement *all, i32 count) {
  f64 sum = 0;
  for (i32 i = 0; i < count; i++) {
    const Displacement *d = all + i;
    sum += d->xx * d->x * d->x + 2 * d->xy * d->x * d->y + d->yy * d->y * d->y;
  }
  return sum / (2 * count - 8);
}

f64 unsureness(const Displacement *all, i32 count, const Point *points, i32 asked) {
  if (count < 5) return UNKNOWN;
  Frame f = centred(all, count);
  f64 a[64], b[8], x[8], y[8], sum = 0;
  normal_equations(all, count, MOVE_PROJECTIVE, f, a, b);
  if (!decompose(a, 8)) return UNKNOWN;
  for (i32 i = 0; i < asked; i++) {
    jacobian((points[i].x - f.x) * f.scale, (points[i].y - f.y) * f.scale, MOVE_PROJECTIVE, x, y);
    sum += __builtin_sqrt(inverse_norm(a, x, 8) + inverse_norm(a, y, 8));
  }
  return sum / asked * chi_square(all, count);
}

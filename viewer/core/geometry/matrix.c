#include "geometry/matrix.h"

static const f64 FAR = 1e6;            /* pixels: where points behind the camera go */
static const f64 SHORTEST_SIDE = 12;   /* pixels */
static const f64 LONGEST_SIDE = 12000; /* pixels */
static const f64 STRONGEST_PERSPECTIVE = 8; /* ratio of the depths of two corners */
static const f64 LEAST_SINE = 0.06;    /* of a corner's angle */

Matrix identity(void) {
  return (Matrix){{1, 0, 0, 0, 1, 0, 0, 0, 1}};
}

Matrix multiply(Matrix a, Matrix b) {
  Matrix c;
  for (i32 row = 0; row < 3; row++)
    for (i32 column = 0; column < 3; column++)
      c.m[3 * row + column] = a.m[3 * row] * b.m[column] + a.m[3 * row + 1] * b.m[3 + column] +
                              a.m[3 * row + 2] * b.m[6 + column];
  return c;
}

Matrix inverse(Matrix matrix) {
  const f64 *a = matrix.m;
  Matrix c = {{a[4] * a[8] - a[5] * a[7], a[2] * a[7] - a[1] * a[8], a[1] * a[5] - a[2] * a[4],
               a[5] * a[6] - a[3] * a[8], a[0] * a[8] - a[2] * a[6], a[2] * a[3] - a[0] * a[5],
               a[3] * a[7] - a[4] * a[6], a[1] * a[6] - a[0] * a[7], a[0] * a[4] - a[1] * a[3]}};
  return normal(c);
}

Matrix normal(Matrix a) {
  f64 last = a.m[8];
  if (last == 0) last = 1e-12;
  for (i32 i = 0; i < 9; i++) a.m[i] /= last;
  return a;
}

Point apply(const Matrix *a, Point p) {
  const f64 *m = a->m;
  f64 w = m[6] * p.x + m[7] * p.y + m[8];
  if (!(w > 1e-9)) return (Point){FAR, FAR};
  return (Point){(m[0] * p.x + m[1] * p.y + m[2]) / w, (m[3] * p.x + m[4] * p.y + m[5]) / w};
}

Affine affine_at(const Matrix *a, Point p) {
  const f64 *m = a->m;
  f64 w = m[6] * p.x + m[7] * p.y + m[8];
  if (!(w > 1e-9)) return (Affine){0, 0, 0, 0};
  Point q = apply(a, p);
  return (Affine){(m[0] - q.x * m[6]) / w, (m[1] - q.x * m[7]) / w, (m[3] - q.y * m[6]) / w, (m[4] - q.y * m[7]) / w};
}

f64 determinant(Affine a) {
  return a.xx * a.yy - a.xy * a.yx;
}

Matrix between_levels(Matrix a, i32 from, i32 to) {
  f64 in = (f64)(1 << from), out = 1.0 / (f64)(1 << to);
  for (i32 i = 0; i < 9; i++) a.m[i] *= (i % 3 < 2 ? in : 1) * (i < 6 ? out : 1);
  return a;
}

Matrix from_level(Matrix a, i32 level) {
  for (i32 i = 0; i < 6; i++) a.m[i] *= (f64)(1 << level);
  return a;
}

/* The unit square (0,0) (1,0) (1,1) (0,1) onto a quadrilateral. */
static i32 from_square(const Point *q, Matrix *out) {
  f64 sx = q[0].x - q[1].x + q[2].x - q[3].x, sy = q[0].y - q[1].y + q[2].y - q[3].y;
  f64 ax = q[1].x - q[2].x, ay = q[1].y - q[2].y, bx = q[3].x - q[2].x, by = q[3].y - q[2].y;
  f64 area = ax * by - bx * ay;
  if (area < 1e-9 && area > -1e-9) return 0;
  f64 g = (sx * by - bx * sy) / area, h = (ax * sy - sx * ay) / area;
  *out = (Matrix){{q[1].x - q[0].x + g * q[1].x, q[3].x - q[0].x + h * q[3].x, q[0].x,
                   q[1].y - q[0].y + g * q[1].y, q[3].y - q[0].y + h * q[3].y, q[0].y, g, h, 1}};
  return 1;
}

i32 through_four(const Point *from, const Point *to, Matrix *out) {
  Matrix a, b;
  if (!from_square(from, &a) || !from_square(to, &b)) return 0;
  *out = normal(multiply(b, inverse(a)));
  return 1;
}

void corners_of(const Matrix *a, f64 width, f64 height, Point *corners) {
  Point outer[4] = {{-0.5, -0.5}, {width - 0.5, -0.5}, {width - 0.5, height - 0.5}, {-0.5, height - 0.5}};
  for (i32 i = 0; i < 4; i++) corners[i] = apply(a, outer[i]);
}

static i32 depths_are_sane(const Matrix *a, f64 width, f64 height) {
  f64 least = 1e30, most = 0;
  for (i32 i = 0; i < 4; i++) {
    f64 depth = a->m[6] * (i & 1 ? width : 0) + a->m[7] * (i & 2 ? height : 0) + a->m[8];
    if (depth < least) least = depth;
    if (depth > most) most = depth;
  }
  return least > 1e-9 && most < STRONGEST_PERSPECTIVE * least;
}

i32 is_sane(const Matrix *a, f64 width, f64 height) {
  for (i32 i = 0; i < 9; i++)
    if (!(a->m[i] > -1e12 && a->m[i] < 1e12)) return 0;
  if (!depths_are_sane(a, width, height)) return 0;
  Point corner[4];
  corners_of(a, width, height, corner);
  for (i32 i = 0; i < 4; i++) {
    Point p = corner[i], q = corner[(i + 1) & 3], r = corner[(i + 2) & 3];
    f64 ax = q.x - p.x, ay = q.y - p.y, bx = r.x - q.x, by = r.y - q.y;
    f64 square_a = ax * ax + ay * ay, square_b = bx * bx + by * by, cross = ax * by - ay * bx;
    if (square_a < SHORTEST_SIDE * SHORTEST_SIDE || square_a > LONGEST_SIDE * LONGEST_SIDE) return 0;
    if (!(cross > 0) || cross * cross < LEAST_SINE * LEAST_SINE * square_a * square_b) return 0;
  }
  return 1;
}

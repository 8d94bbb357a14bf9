/* Makes patches: pixels of an image pulled through an affine map. */
#include "track/products.h"

enum { WIDE = PATCH + 2, ONE = 1 << 16 };

static const f64 LEAST_CONTRAST = 2.0; /* grey levels, standard deviation */

static i32 fixed(f64 x) {
  return (i32)__builtin_floor(x * ONE + 0.5);
}

/* Adds WIDE x WIDE bilinear samples in 1/65536 of a grey level; coordinates are 16.16 fixed point. */
static void add_samples(const Image *image, Point middle, Affine a, i32 *out) {
  f64 half = (WIDE - 1) * 0.5;
  i32 x0 = fixed(middle.x - half * (a.xx + a.xy)), y0 = fixed(middle.y - half * (a.yx + a.yy));
  const i32 xx = fixed(a.xx), xy = fixed(a.xy), yx = fixed(a.yx), yy = fixed(a.yy);
  for (i32 row = 0; row < WIDE; row++, x0 += xy, y0 += yy) {
    i32 x = x0, y = y0;
    for (i32 column = 0; column < WIDE; column++, x += xx, y += yx) {
      const u8 *p = image->data + (y >> 16) * image->stride + (x >> 16), *q = p + image->stride;
      i32 u = (x >> 8) & 255, v = (y >> 8) & 255;
      i32 top = p[0] * (256 - u) + p[1] * u, bottom = q[0] * (256 - u) + q[1] * u;
      *out++ += top * (256 - v) + bottom * v;
    }
  }
}

/* WIDE x WIDE samples in 1/16 of a grey level. */
static void pull(const Image *image, Point middle, Affine a, const Taps *taps, i16 *out) {
  i32 sum[WIDE * WIDE] = {0};
  for (i32 i = 0; i < taps->count; i++) {
    Point s = taps->shift[i];
    add_samples(image, (Point){middle.x + a.xx * s.x + a.xy * s.y, middle.y + a.yx * s.x + a.yy * s.y}, a, sum);
  }
  i32 share = (1 << 16) / taps->count;
  for (i32 i = 0; i < WIDE * WIDE; i++) out[i] = (i16)(((sum[i] >> 8) * (i64)share + (1 << 19)) >> 20);
}

/* The same for a patch that is only shifted, by 1/128 of a pixel: all samples have the same weights. */
static void pull_upright(const Image *image, Point middle, i16 *out) {
  f64 half = (WIDE - 1) * 0.5, left = middle.x - half, top = middle.y - half;
  f64 whole_x = __builtin_floor(left), whole_y = __builtin_floor(top);
  const u8 *p = image->data + (i32)whole_y * image->stride + (i32)whole_x;
  samples_between(p, image->stride, (i32)((left - whole_x) * 128 + 0.5), (i32)((top - whole_y) * 128 + 0.5), WIDE, out);
}

static f64 size(f64 x) { return x < 0 ? -x : x; }

/* How far the taps reach. */
static Point reach_of(const Taps *taps) {
  Point most = {0, 0};
  for (i32 i = 0; i < taps->count; i++) {
    if (size(taps->shift[i].x) > most.x) most.x = size(taps->shift[i].x);
    if (size(taps->shift[i].y) > most.y) most.y = size(taps->shift[i].y);
  }
  return most;
}

/* Whether a square of `half` its side, mapped by a, lies in the image, give or take `slack`. */
static i32 is_within(const Image *image, Point middle, Affine a, Point half, f64 slack) {
  f64 x = half.x * size(a.xx) + half.y * size(a.xy), y = half.x * size(a.yx) + half.y * size(a.yy);
  return middle.x - x >= -0.5 - slack && middle.y - y >= -0.5 - slack && middle.x + x <= image->width - 0.5 + slack &&
         middle.y + y <= image->height - 0.5 + slack;
}

static void centre(i16 *values, f64 *left) {
  i32 sum = 0;
  for (i32 i = 0; i < PATCH_AREA; i++) sum += values[i];
  i32 mean = (sum + (sum < 0 ? -PATCH_AREA / 2 : PATCH_AREA / 2)) / PATCH_AREA;
  for (i32 i = 0; i < PATCH_AREA; i++) values[i] = (i16)(values[i] - mean);
  *left = sum - mean * PATCH_AREA;
}

/* Inverse of a symmetric 3x3 given by its upper half. */
static i32 invert(const f64 *m, f64 *out) {
  f64 a = m[3] * m[5] - m[4] * m[4], b = m[2] * m[4] - m[1] * m[5], c = m[1] * m[4] - m[2] * m[3];
  f64 det = m[0] * a + m[1] * b + m[2] * c;
  if (!(det > 1e-9 * m[0] * (m[3] + 1) * (m[5] + 1))) return 0;
  out[0] = a / det, out[1] = b / det, out[2] = c / det;
  out[3] = (m[0] * m[5] - m[2] * m[2]) / det, out[4] = (m[1] * m[2] - m[0] * m[4]) / det;
  out[5] = (m[0] * m[3] - m[1] * m[1]) / det;
  return 1;
}

static i32 summarise(Patch *p) {
  const i16 *part[3] = {p->value, p->right, p->down};
  centre(p->value, &p->sum[0]), centre(p->right, &p->sum[1]), centre(p->down, &p->sum[2]);
  f64 m[6];
  for (i32 i = 0, k = 0; i < 3; i++)
    for (i32 j = i; j < 3; j++, k++) m[k] = product(part[i], part[j]) - p->sum[i] * p->sum[j] / PATCH_AREA;
  p->contrast = m[0];
  f64 least = LEAST_CONTRAST * 16;
  if (m[0] < least * least * PATCH_AREA) return 0;
  /* A straight edge leaves the system singular along itself: a little is added, far below what noise would add. */
  f64 little = 1e-3 * (m[3] + m[5]) + PATCH_AREA;
  m[3] += little, m[5] += little;
  p->known = (Tensor){m[3] - m[1] * m[1] / m[0], m[4] - m[1] * m[2] / m[0], m[5] - m[2] * m[2] / m[0]};
  return invert(m, p->inverse);
}

static i32 make(Patch *patch, const i16 *samples) {
  for (i32 row = 0; row < PATCH; row++) {
    const i16 *p = samples + (row + 1) * WIDE + 1;
    for (i32 column = 0; column < PATCH; column++, p++) {
      i32 i = row * PATCH + column;
      patch->value[i] = p[0], patch->right[i] = (i16)(p[1] - p[-1]), patch->down[i] = (i16)(p[WIDE] - p[-WIDE]);
    }
  }
  return summarise(patch);
}

i32 patch_cut(Patch *patch, const Image *image, Point middle, Affine a, const Taps *taps, f64 slack) {
  const f64 half = PATCH * 0.5, wide = WIDE * 0.5 + 1;
  Point reach = reach_of(taps);
  if (!is_within(image, middle, a, (Point){half, half}, slack)) return 0;
  if (!is_within(image, middle, a, (Point){wide + reach.x, wide + reach.y}, BORDER - 2)) return 0;
  i16 samples[WIDE * WIDE];
  pull(image, middle, a, taps, samples);
  return make(patch, samples);
}

i32 patch_cut_upright(Patch *patch, const Image *image, Point middle) {
  const f64 half = PATCH * 0.5;
  if (!is_within(image, middle, (Affine){1, 0, 0, 1}, (Point){half, half}, 0)) return 0;
  i16 samples[WIDE * WIDE];
  pull_upright(image, middle, samples);
  return make(patch, samples);
}

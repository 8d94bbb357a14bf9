/* How a picture looks from elsewhere, for the compiler of targets: the same pixels on every host.
 *
 *   i32 workbench_source(width, height)  keeps the grey pixels of `workbench_frame` as the picture; 0, or -1 for bad
 *       sides
 *   f64 *workbench_matrix()              nine numbers, row-major: from pixels of what is drawn to the picture's
 *   void workbench_render(width, height, level, samples, spread, outside)
 *       draws into `workbench_frame`: means of samples x samples bilinear samples of a level of the picture's pyramid,
 *       over spread x spread pixels
 */
#include "geometry/matrix.h"
#include "image.h"
#include "workbench/frame.h"

static u8 levels[2 * IMAGE_BYTES] __attribute__((aligned(16)));
static Pyramid source;
static Matrix from;

EXPORT(workbench_matrix) f64 *workbench_matrix(void) { return from.m; }

EXPORT(workbench_source) i32 workbench_source(i32 width, i32 height) {
  if (width < 8 || height < 8 || width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) return -1;
  pyramid_lay(&source, levels, width, height);
  image_from_grey(&source.level[0], workbench_frame());
  pyramid_build(&source);
  return 0;
}

enum { ONE = 1 << 12, HALF = ONE / 2, RUN = 8 };

/* In 1 / 256 of a grey level, at a place in 1 / ONE of a pixel, not beyond the picture's edge. */
static inline i32 within(const Image *image, i32 x, i32 y) {
  i32 u = x >> 8 & 15, v = y >> 8 & 15;
  const u8 *p = image->data + (y >> 12) * image->stride + (x >> 12), *q = p + image->stride;
  return (p[0] * (16 - u) + p[1] * u) * (16 - v) + (q[0] * (16 - u) + q[1] * u) * v;
}

/* Anywhere; `outside` beyond the edge. */
static inline i32 sample(const Image *image, i32 x, i32 y, i32 outside) {
  if (x < -HALF || y < -HALF || x >= image->width * ONE - HALF || y >= image->height * ONE - HALF) return outside * 256;
  return within(image, x, y);
}

/* To the nearest: a last bit more or less in the matrix moves no sample that lies on a pixel's middle. */
static inline i32 fixed(f64 x) {
  return x < -4096 ? -4096 * ONE : x > 4096 ? 4096 * ONE : (i32)__builtin_floor(x * ONE + 0.5);
}

/* Where a pixel's first sample lies, and the steps to the next ones, in 1 / ONE of the picture's pixels. */
typedef struct {
  i32 x, y, xx, xy, yx, yy, across, down;
} Lattice;

/* The map's derivative holds for a RUN of pixels: at most a hundredth of a pixel is lost by that. */
static Lattice lattice_at(Point at, f64 scale, i32 samples, f64 spread) {
  f64 share = spread / samples, first = 0.5 * (1 - samples) * share;
  Point middle = apply(&from, (Point){at.x + 0.5 * (RUN - 1), at.y});
  Affine a = affine_at(&from, (Point){at.x + 0.5 * (RUN - 1), at.y});
  f64 x = middle.x + first * (a.xx + a.xy) - 0.5 * (RUN - 1) * a.xx;
  f64 y = middle.y + first * (a.yx + a.yy) - 0.5 * (RUN - 1) * a.yx;
  return (Lattice){fixed(x * scale), fixed(y * scale), fixed(a.xx * share * scale), fixed(a.xy * share * scale),
                   fixed(a.yx * share * scale), fixed(a.yy * share * scale), fixed(a.xx * scale), fixed(a.yx * scale)};
}

static inline __attribute__((always_inline)) u8 mean(const Image *image, const Lattice *l, i32 samples, i32 outside,
                                                     i32 inside) {
  i32 sum = 0, count = samples * samples, left = l->x, top = l->y;
  for (i32 i = 0; i < samples; i++, left += l->xy, top += l->yy)
    for (i32 j = 0, x = left, y = top; j < samples; j++, x += l->xx, y += l->yx)
      sum += inside ? within(image, x, y) : sample(image, x, y, outside);
  return (u8)((sum + count * 128) / (count * 256));
}

/* How far a sum of three steps, each taken or not, leads back and forth at most. */
static inline void reach(i32 a, i32 b, i32 c, i32 *back, i32 *forth) {
  *back = (a < 0 ? a : 0) + (b < 0 ? b : 0) + (c < 0 ? c : 0);
  *forth = a + b + c - *back;
}

enum { EDGE, INSIDE, OUTSIDE };

/* Where all samples of `count` pixels lie. */
static i32 whereabouts(const Image *image, const Lattice *l, i32 samples, i32 count) {
  i32 left, right, up, down, wide = image->width * ONE - HALF, high = image->height * ONE - HALF, last = samples - 1;
  reach(l->across * (count - 1), l->xx * last, l->xy * last, &left, &right);
  reach(l->down * (count - 1), l->yx * last, l->yy * last, &up, &down);
  left += l->x, right += l->x, up += l->y, down += l->y;
  if (left >= -HALF && up >= -HALF && right < wide && down < high) return INSIDE;
  return right < -HALF || down < -HALF || left >= wide || up >= high ? OUTSIDE : EDGE;
}

/* A run of pixels; of the usual numbers of samples the loops are unrolled. */
static void run(u8 *out, const Image *image, Lattice l, i32 samples, i32 outside, i32 count) {
  i32 where = whereabouts(image, &l, samples, count);
  for (i32 k = 0; k < count; k++, l.x += l.across, l.y += l.down)
    out[k] = where == OUTSIDE                   ? (u8)outside
             : where == INSIDE && samples == 2 ? mean(image, &l, 2, 0, 1)
             : where == INSIDE && samples == 4 ? mean(image, &l, 4, 0, 1)
                                               : mean(image, &l, samples, outside, 0);
}

EXPORT(workbench_render)
void workbench_render(i32 width, i32 height, i32 level, i32 samples, f64 spread, i32 outside) {
  const Image *image = &source.level[level];
  f64 scale = 1.0 / (1 << level);
  u8 *out = workbench_frame();
  for (i32 y = 0; y < height; y++)
    for (i32 x = 0, count; x < width; x += count, out += count) {
      count = x + RUN < width ? RUN : width - x;
      run(out, image, lattice_at((Point){x, y}, scale, samples, spread), samples, outside, count);
    }
}

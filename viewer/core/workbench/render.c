/* How a picture looks from elsewhere, for the compiler of targets: the same pixels on every host.
 *
 *   i32 workbench_source(width, height)      keeps the grey pixels of `workbench_frame` as the picture; 0, or -1 for bad sides
 *   f64 *workbench_matrix()                  nine numbers, row-major: from pixels of what is drawn to pixels of the picture
 *   void workbench_render(width, height, level, samples, spread, outside)
 *                                            draws into `workbench_frame`: means of samples x samples bilinear samples of
 *                                            a level of the picture's pyramid, over spread x spread pixels
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

/* In 1 / 256 of a grey level; `outside` beyond the picture's edge, at half a pixel from its last centres. */
static i32 sample(const Image *image, f64 x, f64 y, i32 outside) {
  if (!(x >= -0.5 && y >= -0.5 && x < image->width - 0.5 && y < image->height - 0.5)) return outside * 256;
  i32 left = (i32)(x + 1) - 1, top = (i32)(y + 1) - 1;
  i32 u = (i32)((x - left) * 16), v = (i32)((y - top) * 16);
  const u8 *p = image->data + top * image->stride + left, *q = p + image->stride;
  return (p[0] * (16 - u) + p[1] * u) * (16 - v) + (q[0] * (16 - u) + q[1] * u) * v;
}

static u8 mean(const Image *image, f64 x, f64 y, f64 scale, i32 samples, f64 spread, i32 outside) {
  i32 sum = 0, count = samples * samples;
  f64 first = spread * (0.5 / samples - 0.5), step = spread / samples;
  for (i32 i = 0; i < samples; i++)
    for (i32 j = 0; j < samples; j++) {
      Point at = apply(&from, (Point){x + first + j * step, y + first + i * step});
      sum += sample(image, at.x * scale, at.y * scale, outside);
    }
  return (u8)((sum + count * 128) / (count * 256));
}

EXPORT(workbench_render)
void workbench_render(i32 width, i32 height, i32 level, i32 samples, f64 spread, i32 outside) {
  const Image *image = &source.level[level];
  f64 scale = 1.0 / (1 << level);
  u8 *out = workbench_frame();
  for (i32 y = 0; y < height; y++)
    for (i32 x = 0; x < width; x++) *out++ = mean(image, x, y, scale, samples, spread, outside);
}

/* Images for tests: the frame that tests write, its pyramid and its blurred levels. */
#include "workbench/frame.h"

#include "image.h"

static u8 pixels[4 * MAX_PIXELS] __attribute__((aligned(16)));
static u8 levels[2 * IMAGE_BYTES] __attribute__((aligned(16)));
static u8 smooth_bytes[IMAGE_BYTES] __attribute__((aligned(16)));
static Pyramid pyramid;
static Image smooth;

const Pyramid *workbench_pyramid(void) { return &pyramid; }

/* u8 *workbench_frame(): where the host writes pixels, tightly packed, grey or RGBA; 4 * 1280 * 960 bytes. */
EXPORT(workbench_frame) u8 *workbench_frame(void) { return pixels; }

/* i32 workbench_build(width, height, rgba): makes the pyramid of the frame (rgba: 0 grey, 1 RGBA); returns the number
 * of levels, or -1 for sides that are too small or too large (8 .. 1280, width * height <= 1280 * 960). */
EXPORT(workbench_build) i32 workbench_build(i32 width, i32 height, i32 rgba) {
  if (width < 8 || height < 8 || width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) return -1;
  pyramid_lay(&pyramid, levels, width, height);
  (rgba ? image_from_rgba : image_from_grey)(&pyramid.level[0], pixels);
  pyramid_build(&pyramid);
  return pyramid.levels;
}

/* u8 *workbench_level(level): pixel (0, 0) of a level of the pyramid; its border of 32 pixels lies around. */
EXPORT(workbench_level) u8 *workbench_level(i32 level) { return pyramid.level[level].data; }
EXPORT(workbench_width) i32 workbench_width(i32 level) { return pyramid.level[level].width; }
EXPORT(workbench_height) i32 workbench_height(i32 level) { return pyramid.level[level].height; }
/* Bytes from a row to the next, of the level and of its blurred image. */
EXPORT(workbench_stride) i32 workbench_stride(i32 level) { return pyramid.level[level].stride; }

/* u8 *workbench_smooth(level): pixel (0, 0) of the blurred level; until the next call. */
EXPORT(workbench_smooth) u8 *workbench_smooth(i32 level) {
  const Image *image = &pyramid.level[level];
  image_lay(&smooth, smooth_bytes, image->width, image->height);
  image_smooth(image, &smooth);
  return smooth.data;
}

/* u8 *workbench_soft(level): the same, softened. */
EXPORT(workbench_soft) u8 *workbench_soft(i32 level) {
  static u8 soft_bytes[IMAGE_BYTES] __attribute__((aligned(16)));
  static Image soft;
  workbench_smooth(level);
  image_lay(&soft, soft_bytes, smooth.width, smooth.height);
  image_soften(&smooth, &soft);
  return soft.data;
}

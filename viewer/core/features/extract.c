#include "features.h"
#include "features/corners.h"
#include "features/descriptor.h"
#include "features/fast.h"
#include "features/orientation.h"
#include "image.h"

static u8 blurred_bytes[IMAGE_BYTES] __attribute__((aligned(16)));

void features_prepare(void) { descriptor_prepare(); }

static Feature feature_at(const Image *blurred, Corner corner, i32 level) {
  const u8 *at = blurred->data + corner.y * blurred->stride + corner.x;
  Feature feature = {.x = (f32)(corner.x << level), .y = (f32)(corner.y << level), .level = (u8)level};
  feature.score = corner.score;
  feature.bright = (u8)fast_is_bright(at, blurred->stride);
  feature.turn = (u8)orientation(at, blurred->stride);
  describe(at, blurred->stride, feature.turn, feature.bits);
  return feature;
}

static i32 extract_level(const Image *image, i32 level, i32 limit, Feature *out) {
  static Corner corners[MAX_FRAME_FEATURES];
  Image blurred;
  image_lay(&blurred, blurred_bytes, image->width, image->height);
  image_smooth(image, &blurred);
  i32 count = corners_find(&blurred, limit, corners);
  for (i32 i = 0; i < count; i++) out[i] = feature_at(&blurred, corners[i], level);
  return count;
}

/* A level that finds less than its share leaves the rest to those after it. */
i32 features_extract(const Pyramid *pyramid, i32 first, i32 count, i32 limit, Feature *out) {
  i32 end = first + count < pyramid->levels ? first + count : pyramid->levels, written = 0;
  i32 area = 0;
  for (i32 l = first; l < end; l++) area += pyramid->level[l].width * pyramid->level[l].height;
  for (i32 l = first; l < end; l++) {
    i32 own = pyramid->level[l].width * pyramid->level[l].height;
    i32 share = (i32)((i64)(limit - written) * own / area);
    written += extract_level(&pyramid->level[l], l, share, out + written);
    area -= own;
  }
  return written;
}

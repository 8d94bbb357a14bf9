#include "features.h"
#include "features/corners.h"
#include "features/descriptor.h"
#include "features/fast.h"
#include "features/orientation.h"
#include "image.h"

static u8 fine_bytes[IMAGE_BYTES] __attribute__((aligned(16))), coarse_bytes[IMAGE_BYTES] __attribute__((aligned(16)));

void features_prepare(void) { descriptor_prepare(); }

static Blurred blur(const Image *image) {
  Blurred blurred;
  image_lay(&blurred.fine, fine_bytes, image->width, image->height);
  image_lay(&blurred.coarse, coarse_bytes, image->width, image->height);
  image_smooth(image, &blurred.fine);
  image_soften(&blurred.fine, &blurred.coarse);
  return blurred;
}

static Feature feature_at(const Blurred *image, Corner corner, i32 level) {
  const u8 *at = image->fine.data + corner.y * image->fine.stride + corner.x;
  Feature feature = {.x = (f32)(corner.x << level), .y = (f32)(corner.y << level), .level = (u8)level};
  feature.score = corner.score;
  feature.bright = (u8)fast_is_bright(at, image->fine.stride);
  feature.turn = (u8)orientation(at, image->fine.stride);
  describe(image, corner.x, corner.y, feature.turn, feature.bits);
  return feature;
}

static i32 extract_level(const Image *image, i32 level, i32 limit, Feature *out) {
  static Corner corners[MAX_FRAME_FEATURES];
  Blurred blurred = blur(image);
  i32 count = corners_find(&blurred.fine, limit, corners);
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

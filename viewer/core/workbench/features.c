/* Features of a grey picture, for the compiler of targets and for tests.
 *
 *   u8 *workbench_frame()                                   write width * height grey bytes here, tightly packed
 *   i32 workbench_extract(width, height, first, count, limit)  features on the pyramid's levels first .. first + count - 1
 *                                                           (limit <= 1024); their number, or -1 for bad sides
 *   Feature *workbench_features()                           where they lie, 48 bytes each, little-endian:
 *     f32 x, y (level 0; the centre of a pixel is whole) | u8 level, turn, bright, padding | f32 score | u64 bits[4]
 */
#include "features.h"

#include "features/fast.h"
#include "workbench/frame.h"

_Static_assert(sizeof(Feature) == 48, "as documented");

static Feature features[MAX_FRAME_FEATURES];

/* The same of the pyramid that was built last. */
EXPORT(workbench_find) i32 workbench_find(i32 first, i32 count, i32 limit) {
  if (first < 0 || count < 0 || limit < 0) return -1;
  if (limit > MAX_FRAME_FEATURES) limit = MAX_FRAME_FEATURES;
  return features_extract(workbench_pyramid(), first, count, limit, features);
}

EXPORT(workbench_extract) i32 workbench_extract(i32 width, i32 height, i32 first, i32 count, i32 limit) {
  if (workbench_build(width, height, 0) < 0) return -1;
  features_prepare();
  return workbench_find(first, count, limit);
}

EXPORT(workbench_features) const Feature *workbench_features(void) { return features; }

/* Scores of FAST in all pixels of the blurred level that are 3 or more from its edge, tightly packed, written over the
 * frame. */
EXPORT(workbench_scores) const u8 *workbench_scores(i32 level, i32 threshold) {
  const Image *image = &workbench_pyramid()->level[level];
  const u8 *blurred = workbench_smooth(level);
  u8 *scores = workbench_frame(), row[MAX_SIDE], thresholds[MAX_SIDE / BLOCK];
  __builtin_memset(scores, 0, (u32)(image->width * image->height));
  __builtin_memset(thresholds, threshold, sizeof thresholds);
  for (i32 y = 3; y < image->height - 3; y++) {
    fast_row(blurred + y * image->stride, image->stride, (image->width + BLOCK - 1) / BLOCK, thresholds, row);
    __builtin_memcpy(scores + y * image->width + 3, row + 3, (u32)image->width - 6);
  }
  return scores;
}

/* A fuzzer's way into the reader of target files and the decoder of their template. In viewer/core:
 *
 *   clang -g -O1 -iquote . -fsanitize=fuzzer,address,undefined fuzz/target.c target/decode.c target/read.c
 */
#include "target.h"

#include "fuzz/repair.h"

static Target target;
static u8 pixels[TEMPLATE_SIDE * TEMPLATE_SIDE];

static void must(i32 holds) {
  if (!holds) __builtin_trap();
}

static void check_counts(void) {
  must(target.width > 0 && target.width <= TEMPLATE_SIDE && target.height > 0 && target.height <= TEMPLATE_SIDE);
  must(target.views >= 0 && target.views <= MAX_VIEWS && target.points >= 0 && target.points <= MAX_POINTS);
  must(target.features >= 0 && target.features <= MAX_TARGET_FEATURES);
  must(target.image_bytes >= 0 && target.image_bytes <= TARGET_BYTES && target.print_width >= 0);
  must(target.likes >= 0 && target.likes <= MOST_LIKES);
}

static void check_places(void) {
  for (i32 i = 0; i < target.features; i++) {
    const TargetFeature *f = target.feature + i;
    must(f->x >= -0.5f && f->x < target.width && f->y >= -0.5f && f->y < target.height);
    must(f->view < target.views && f->turn < TURNS && f->bright <= 1);
  }
  for (i32 i = 0; i < target.points; i++) {
    const TrackPoint *p = target.point + i;
    must(p->x >= -0.5f && p->x < target.width && p->y >= -0.5f && p->y < target.height && p->level < LEVELS);
  }
}

static void try_one(const u8 *bytes, i32 size) {
  i32 answer = target_read(&target, bytes, size);
  must(answer <= TARGET_OK && answer >= TARGET_DAMAGED);
  if (answer) return;
  check_counts();
  check_places();
  Image image = {pixels, target.width, target.height, target.width};
  template_decode(&target, &image);
}

int LLVMFuzzerTestOneInput(const u8 *bytes, __SIZE_TYPE__ size);

int LLVMFuzzerTestOneInput(const u8 *bytes, __SIZE_TYPE__ size) {
  if (size > 2 * TARGET_BYTES) return 0;
  u8 *copy = __builtin_malloc(size + 1);
  __builtin_memcpy(copy, bytes, size);
  try_one(copy, (i32)size);
  repair(copy, (i32)size);
  try_one(copy, (i32)size);
  __builtin_free(copy);
  return 0;
}

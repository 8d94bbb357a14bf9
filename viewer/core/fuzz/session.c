/* A fuzzer's way into the whole core: any target that the reader takes is searched for and tracked. In viewer/core:
 *
 *   clang -g -O1 -iquote . -fsanitize=fuzzer,address,undefined fuzz/session.c FILES
 *
 * FILES are those of the core without exports.c. The frames show the target's own template, moved from frame to frame,
 * so that even a damaged target often finds itself.
 */
#include "session.h"
#include "features.h"
#include "target.h"

#include "fuzz/repair.h"

enum { WIDTH = 320, HEIGHT = 240, FRAMES = 4, LARGEST = TARGET_BYTES };

static Target target;
static u8 pixels[TEMPLATE_SIDE * TEMPLATE_SIDE], frame[WIDTH * HEIGHT];

static void must(i32 holds) {
  if (!holds) __builtin_trap();
}

/* Every second pixel of the template, and a pattern around it. */
static void draw(i32 left, i32 top) {
  for (i32 y = 0; y < HEIGHT; y++)
    for (i32 x = 0; x < WIDTH; x++) {
      i32 u = 2 * (x - left), v = 2 * (y - top), inside = u >= 0 && v >= 0 && u < target.width && v < target.height;
      frame[y * WIDTH + x] = inside ? pixels[v * target.width + u] : (u8)((x * y) >> 3);
    }
}

static void check(const Result *result) {
  must(result->confidence >= 0 && result->confidence <= 1.000001);
  for (i32 i = 0; i < 8; i++) must(result->corner[i] > -1e7 && result->corner[i] < 1e7);
}

static void run(i32 slot) {
  Result result;
  Image image = {pixels, target.width, target.height, target.width};
  template_decode(&target, &image);
  must(session_resize(WIDTH, HEIGHT) == 0);
  for (i32 i = 0; i < FRAMES; i++) {
    draw(20 + 3 * i, 10 + 2 * i);
    if (session_process(frame, GREY, 33.0 * i, &result)) check(&result);
  }
  must(session_unload(slot) == 0);
}

int LLVMFuzzerTestOneInput(const u8 *bytes, __SIZE_TYPE__ size);

int LLVMFuzzerTestOneInput(const u8 *bytes, __SIZE_TYPE__ size) {
  static u8 copy[LARGEST];
  if (size > LARGEST) return 0;
  __builtin_memcpy(copy, bytes, size);
  repair(copy, (i32)size);
  if (target_read(&target, copy, (i32)size)) return 0;
  features_prepare();
  i32 slot = session_load(copy, (i32)size);
  if (slot >= 0) run(slot);
  return 0;
}

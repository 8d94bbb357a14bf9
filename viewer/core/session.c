#include "session.h"
#include "image.h"
#include "search/scan.h"
#include "track/track.h"

enum { FRAME_BYTES = 2200000, SMALLEST_SIDE = 64, AGAIN_EVERY = 6 };

static const f64 SURE = 0.6; /* confidence */

static _Alignas(16) u8 memory[2][FRAME_BYTES];
static Pyramid frames[2]; /* the newest is frames[newest] */
static i32 newest, hasBefore, isReady, weak;
static Track track;

void session_forget(void) {
  track_forget(&track);
  hasBefore = 0;
}

i32 session_resize(i32 width, i32 height) {
  if (width < SMALLEST_SIDE || height < SMALLEST_SIDE || width > MAX_SIDE || height > MAX_SIDE) return -1;
  if (width * height > MAX_PIXELS || pyramid_bytes(width, height) > FRAME_BYTES) return -1;
  for (i32 i = 0; i < 2; i++) pyramid_lay(&frames[i], memory[i], width, height);
  isReady = 1;
  session_forget();
  return 0;
}

i32 session_load(const u8 *bytes, i32 size) {
  return shelf_load(bytes, size);
}

i32 session_unload(i32 slot) {
  if (track.slot == slot) session_forget();
  return shelf_unload(slot);
}

static void take(const u8 *pixels, Format format) {
  newest = !newest;
  Image *image = &frames[newest].level[0];
  if (format == RGBA) image_from_rgba(image, pixels);
  else image_from_grey(image, pixels);
  pyramid_build(&frames[newest]);
}

static void report(Result *result, i32 searched) {
  const Target *target = shelf_target(track.slot);
  Point corner[4];
  corners_of(&track.h, target->width, target->height, corner);
  for (i32 i = 0; i < 4; i++) result->corner[2 * i] = corner[i].x + 0.5, result->corner[2 * i + 1] = corner[i].y + 0.5;
  Matrix square = {{target->width, 0, -0.5, 0, target->height, -0.5, 0, 0, 1}}, shift = {{1, 0, 0.5, 0, 1, 0.5, 0, 0, 1}};
  Matrix h = normal(multiply(shift, multiply(track.h, square)));
  for (i32 i = 0; i < 9; i++) result->homography[i] = h.m[i];
  result->slot = track.slot, result->confidence = track.confidence;
  result->inView = track.verdict.inView, result->agree = track.verdict.agree;
  result->correlation = track.verdict.correlation, result->searched = searched;
  result->reserved[0] = track.verdict.sharpness, result->reserved[1] = track.verdict.level, result->reserved[2] = track.verdict.bend;
}

/* A weak lock is looked at again every few frames. */
static i32 is_doubtful(void) {
  if (track.confidence > SURE) return weak = 0;
  return ++weak % AGAIN_EVERY == 1;
}

Outcome session_process(const u8 *pixels, Format format, f64 milliseconds, Result *result) {
  if (!isReady) return NOTHING;
  take(pixels, format);
  const Pyramid *now = &frames[newest], *before = hasBefore ? &frames[!newest] : 0;
  hasBefore = 1;
  Outcome outcome = NOTHING;
  if (track_on(&track, before, now, milliseconds)) {
    outcome = TRACKED;
    if (is_doubtful()) scan_again(&track, now, milliseconds);
  } else if (scan(&track, now, milliseconds)) outcome = FOUND;
  if (outcome) report(result, outcome == FOUND);
  return outcome;
}

#include "session.h"
#include "image.h"
#include "search/scan.h"
#include "track/track.h"

enum { FRAME_BYTES = 2200000, SMALLEST_SIDE = 64, AGAIN_EVERY = 6, REHEARSALS = 12 };

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
  result->sharpness = track.verdict.sharpness, result->level = track.verdict.level, result->bend = track.verdict.bend;
  result->unsure = track.verdict.unsure;
  result->error = track.verdict.error * (1 << track.verdict.level);
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
    if (is_doubtful() && scan_again(&track, now, milliseconds)) weak = 0;
  } else if (scan(&track, now, milliseconds)) outcome = FOUND;
  if (outcome) report(result, outcome == FOUND);
  return outcome;
}

static i32 first_slot(void) {
  i32 slot = 0;
  while (slot < MAX_TARGETS && !shelf_target(slot)) slot++;
  return slot < MAX_TARGETS ? slot : -1;
}

/* The template in the middle of a grey frame, two thirds of its size. */
static void draw(const Image *template, i32 width, i32 height, u8 *pixels) {
  f64 across = 1.5 * template->width / width, down = 1.5 * template->height / height;
  f64 step = across > down ? across : down;
  for (i32 y = 0; y < height; y++)
    for (i32 x = 0; x < width; x++) {
      i32 u = (i32)(template->width * 0.5 + (x - width * 0.5) * step);
      i32 v = (i32)(template->height * 0.5 + (y - height * 0.5) * step);
      i32 isIn = u >= 0 && v >= 0 && u < template->width && v < template->height;
      pixels[y * width + x] = isIn ? template->data[v * template->stride + u] : 128;
    }
}

i32 session_rehearse(u8 *pixels) {
  i32 slot = first_slot(), found = 0;
  if (slot < 0 || !isReady) return 0;
  const Image *frame = &frames[0].level[0];
  draw(&shelf_model(slot)->template.level[0], frame->width, frame->height, pixels);
  for (i32 i = 0; i < REHEARSALS; i++) {
    Result result;
    if (i % 4 == 0) session_forget();
    found += session_process(pixels, GREY, i * 33, &result) != NOTHING;
  }
  session_forget();
  return found;
}

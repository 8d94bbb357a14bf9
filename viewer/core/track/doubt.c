#include "track/doubt.h"

/* Of a frame of 640 x 480 pixels. */
static const f64 MOST_DOUBT = 2.7; /* square pixels, at full confidence */
static const f64 LEAST_CHANGE = 2; /* pixels: as much may have changed in any frame, and in one that was searched */

/* Pixels that the corners are off in the mean, once the place before is moved, turned and enlarged to meet them. */
static f64 change_of_shape(const Target *target, const Matrix *before, const Matrix *h) {
  Point was[4], is[4];
  Displacement off[4];
  Matrix moved = *before;
  f64 sum = 0;
  corners_of(before, target->width, target->height, was);
  corners_of(h, target->width, target->height, is);
  for (i32 i = 0; i < 4; i++) off[i] = (Displacement){was[i], is[i].x - was[i].x, is[i].y - was[i].y, 1, 0, 1};
  step_homography(&moved, off, 4, MOVE_SIMILAR);
  corners_of(&moved, target->width, target->height, was);
  for (i32 i = 0; i < 4; i++) {
    f64 x = is[i].x - was[i].x, y = is[i].y - was[i].y;
    sum += __builtin_sqrt(x * x + y * y);
  }
  return sum / 4;
}

i32 is_open(const Target *target, const Scene *scene, const Matrix *h, f64 unsure, f64 confidence) {
  const Image *frame = &scene->frame->level[0];
  f64 pixel = (frame->width + frame->height) / (640.0 + 480), least = LEAST_CHANGE * pixel;
  f64 change = scene->before ? change_of_shape(target, scene->before, h) : 0;
  return unsure * (change > least ? change : least) > MOST_DOUBT * __builtin_sqrt(confidence) * pixel * pixel;
}

#include "track/blur.h"

static const f64 SHORTEST = 1.0; /* pixels: less is hardly seen */

/* Points that stand for a disc of radius 1: its middle, and around it half way out in area (six of seven parts). */
static const Point DISC[7] = {{0, 0},           {0.756, 0},        {0.378, 0.655},  {-0.378, 0.655},
                              {-0.756, 0}, {-0.378, -0.655}, {0.378, -0.655}};

static Taps along(Point path, f64 length) {
  Taps taps = {.count = (i32)(length * 0.75) + 2};
  if (taps.count > MOST_TAPS) taps.count = MOST_TAPS;
  for (i32 i = 0; i < taps.count; i++) {
    f64 part = (i + 0.5) / taps.count - 0.5;
    taps.shift[i] = (Point){path.x * part, path.y * part};
  }
  return taps;
}

Taps blur_taps(Blur blur, Point motion, i32 level) {
  f64 scale = 1.0 / (1 << level);
  Point path = {motion.x * blur.share * scale, motion.y * blur.share * scale};
  f64 length = __builtin_sqrt(path.x * path.x + path.y * path.y), radius = blur.radius * scale;
  if (length >= SHORTEST && length >= 2 * radius) return along(path, length);
  Taps taps = {.count = 1};
  if (2 * radius < SHORTEST) return taps;
  taps.count = 7;
  for (i32 i = 0; i < 7; i++) taps.shift[i] = (Point){DISC[i].x * radius, DISC[i].y * radius};
  return taps;
}

#include "features/descriptor.h"

#include "features/orientation.h"
#include "features/pattern.h"
#include "features/turns.h"
#include "vector.h"

enum { ROW = 32, ROWS = 2 * RADIUS + 1, PATCH = ROWS * ROW };

/* Places of both pixels of every comparison in a fine patch that a coarse one follows; rows are ROW bytes apart. */
static u16 places[TURNS][256][2];

static u16 turned(i32 x, i32 y, i32 turn) {
  i32 c = turn_cos(turn), s = turn_sin(turn);
  i32 across = (x * c - y * s + 8192) >> 14, down = (x * s + y * c + 8192) >> 14;
  return (u16)((down + RADIUS) * ROW + across + RADIUS);
}

void descriptor_prepare(void) {
  for (i32 turn = 0; turn < TURNS; turn++)
    for (i32 i = 0; i < 256; i++) {
      const i8 *p = PATTERN[i];
      i32 coarse = p[0] > RADIUS;
      places[turn][i][0] = turned(p[0] - coarse * COARSE, p[1], turn) + (u16)(coarse * PATCH);
      places[turn][i][1] = turned(p[2], p[3], turn) + (u16)(coarse * PATCH);
    }
}

static void cut(const Image *image, i32 x, i32 y, u8 *patch) {
  const u8 *at = image->data + (y - RADIUS) * image->stride + x - RADIUS;
  for (i32 row = 0; row < ROWS; row++) __builtin_memcpy(patch + row * ROW, at + row * image->stride, ROW);
}

void describe(const Blurred *image, i32 x, i32 y, i32 turn, u64 bits[4]) {
  u8 patch[2 * PATCH], first[256], second[256];
  cut(&image->fine, x, y, patch);
  cut(&image->coarse, x, y, patch + PATCH);
  const u16(*place)[2] = places[turn];
  for (i32 i = 0; i < 256; i++) {
    first[i] = patch[place[i][0]];
    second[i] = patch[place[i][1]];
  }
  for (i32 word = 0; word < 4; word++) {
    bits[word] = 0;
    for (i32 i = word * 64; i < word * 64 + 64; i += 16)
      bits[word] |= (u64)bitmask((u8x16)(load16(first + i) < load16(second + i))) << (i % 64);
  }
}

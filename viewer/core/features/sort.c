#include "features/sort.h"

enum { MAX_CORNERS = 12800 };

/* Positive floats are ordered as their bits are: exponent and eight bits of the mantissa. */
static i32 key_of(f32 score) {
  u32 bits;
  __builtin_memcpy(&bits, &score, sizeof bits);
  return 0xffff - (i32)(bits >> 15);
}

/* One pass of a stable counting sort by eight bits of the key. */
static void sort_by_byte(const Corner *from, Corner *to, i32 count, i32 shift) {
  i32 start[257] = {0};
  for (i32 i = 0; i < count; i++) start[((key_of(from[i].score) >> shift) & 255) + 1]++;
  for (i32 i = 1; i < 256; i++) start[i] += start[i - 1];
  for (i32 i = 0; i < count; i++) to[start[(key_of(from[i].score) >> shift) & 255]++] = from[i];
}

void sort_by_score(Corner *corners, i32 count) {
  static Corner other[MAX_CORNERS];
  sort_by_byte(corners, other, count, 0);
  sort_by_byte(other, corners, count, 8);
}

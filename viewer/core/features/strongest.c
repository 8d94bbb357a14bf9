#include "features/strongest.h"

/* The score from which on there are at least `kept` corners; `above` of them have more. */
static i32 score_of_last(const Corner *corners, i32 count, i32 kept, i32 *above) {
  u16 of_score[256] = {0};
  i32 score = 256;
  for (i32 i = 0; i < count; i++) of_score[corners[i].score]++;
  for (*above = 0; *above + of_score[--score] < kept;) *above += of_score[score];
  return score;
}

Left keep_strongest(Corner *corners, i32 count, i32 kept) {
  if (count <= kept) return (Left){count, 0};
  if (kept <= 0) return (Left){0, 255};
  i32 above, score = score_of_last(corners, count, kept, &above), equal = kept - above, left = 0;
  for (i32 i = 0; i < count; i++)
    if (corners[i].score > score || (corners[i].score == score && equal-- > 0)) corners[left++] = corners[i];
  return (Left){left, score};
}

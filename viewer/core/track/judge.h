/* Whether the frame shows the picture where its patches were laid. */
#pragma once
#include "track/align.h"

/* How far the frame is from showing the patch just there: pixels of the level, in directions that the patch can know. */
f64 misplaced(const Laid *one);

/* Decides of each patch whether it agrees, and sums up; `level` and `bend` of the verdict are left to the caller. */
void judge(const Model *model, const Image *image, Laid *laid, i32 count, Verdict *verdict);

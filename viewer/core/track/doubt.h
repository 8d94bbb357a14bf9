/* How far the corners of a place may be off. Where a few patches are seen, or only a part of the picture, they agree with
 * places whose far corners lie anywhere. */
#pragma once
#include "track/align.h"

/* Square pixels: by how much the corners are not known (`unsure`, see Verdict) times by how much the picture changed its
 * shape since the frame before, but for turn and size, or times itself where that is more or not known. Hands and cameras
 * change a shape slowly; what is well seen may change it fast. */
i32 is_open(const Target *target, const Scene *scene, const Matrix *h, f64 unsure, f64 confidence);

/* Whether the far corners of a place are held by anything: where few patches are seen, or only a part of the picture, they
 * agree with places whose other corners lie anywhere. */
#pragma once
#include "track/align.h"

/* The corners are open by as much as is not known of them (`unsure`, see Verdict) times as much as the picture changed its
 * shape since the frame before, but for turn and size. Hands and cameras change a shape slowly: what is hardly known and
 * changes fast is wrong, and what is well known may change fast. Less is believed of a place of little confidence. */
i32 is_open(const Target *target, const Scene *scene, const Matrix *h, f64 unsure, f64 confidence);

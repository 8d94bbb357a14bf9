/* Whether the picture really lies there: the pixels decide. */
#pragma once
#include "track/align.h"

typedef enum { STRICT, TRACKING } Demand;

/* Aligns coarse to fine from `coarsest` above the finest useful level. Returns the confidence 0 .. 1, 0 when the
 * pixels do not agree; h and verdict are those of the finest level that agreed. */
f64 verify(const Model *model, const Scene *scene, i32 coarsest, Demand demand, Matrix *h, Verdict *verdict);

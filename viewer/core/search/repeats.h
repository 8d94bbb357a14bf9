/* Pictures that look like themselves again where they are moved: which of the places is the right one?
 *
 * Two places a step apart put the same in the frame, but for the patches that tell them apart: one goes on where the
 * other has ended, or shows something else. Only what is seen speaks; what is hidden speaks for neither. */
#pragma once
#include "track/align.h"

enum { STEPS = 8, LEAST_LEAD = 2 };

/* The whole sum of the target's repeats that is nearest to a movement, template pixels. */
Point nearest_repeat(const Target *target, Point move);

/* Moves `h` to where more is seen that tells it from each place a step away than tells that place from it. Returns the
 * least difference, patches; below LEAST_LEAD the frame does not tell. */
i32 choose_repeat(const Model *model, const Scene *scene, i32 level, Matrix *h);

/* Pictures that look like themselves again where they are moved: which of the places is the right one?
 *
 * Two places a step apart put the same in the frame, but for the patches that tell them apart: one goes on where the
 * other has ended, or shows something else. Only what is seen speaks; what is hidden speaks for neither.
 */
#pragma once
#include "track/align.h"

enum { STEPS = 8 };

/* The whole sum of the target's repeats that is nearest to a movement, template pixels. */
Point nearest_repeat(const Target *target, Point move);

/* Moves `h` to where more is seen that tells it from each place a step away than tells that place from it. Returns the
 * least difference, patches. */
i32 choose_repeat(const Model *model, const Scene *scene, i32 level, Matrix *h);

/* Whether such a lead tells, where the place was judged so. Where much of the picture is not seen it must be clearer, and
 * the picture flat and sharp: a bend may lead from one place to the next, and blur hides where the picture ends. */
static inline i32 is_told(i32 lead, const Verdict *verdict) {
  return 5 * verdict->agree > 4 * verdict->inView ? lead >= 2 : lead >= 3 && verdict->bend == 0 && 4 * verdict->sharpness > 3;
}

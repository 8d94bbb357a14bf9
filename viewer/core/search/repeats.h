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

enum { NEVER = 99 }; /* patches: more than any lead */

/* Whether such a lead tells, where the place was judged so. Where much of the picture is not seen it must be clearer, at
 * least `blurred` in blur, which hides where the picture ends, and the picture flat: a bend may lead from one place to the
 * next. */
static inline i32 is_told(i32 lead, i32 blurred, const Verdict *verdict) {
  if (5 * verdict->agree > 4 * verdict->inView) return lead >= 2;
  return lead >= (4 * verdict->sharpness > 3 ? 3 : blurred) && verdict->bend == 0;
}

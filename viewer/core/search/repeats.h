/* Pictures that look like themselves again where they are moved or turned: which of the places is the right one?
 *
 * Two such places put the same in the frame, but for the patches that tell them apart: one goes on where the other has
 * ended, or shows something else. Only what is seen speaks; what is hidden speaks for neither.
 */
#pragma once
#include "track/align.h"

/* The whole sum of the target's repeats that is nearest to a movement, template pixels. */
Point nearest_repeat(const Target *target, Point move);

/* Moves `h` to where more is seen that tells it from each place that looks like it than tells that place from it. A
 * picture that is followed has not turned unseen: then the places a step away are asked alone. Returns the least
 * difference, patches. */
i32 choose_like(const Model *model, const Scene *scene, i32 level, i32 turned, Matrix *h);

enum { NEVER = 99 }; /* patches: more than any lead */

/* Whether such a lead tells, where the place was judged so. A picture that repeats itself wherever it is moved must lead
 * clearly, where much of it is not seen more so, at least by `blurred` in blur, which hides where the picture ends, and
 * it must be flat: a bend may lead from one place to the next. */
static inline i32 is_told(const Target *target, i32 lead, i32 blurred, const Verdict *verdict) {
  if (target->step == 0) return 1;
  if (target->period == 0) return lead >= 2;
  if (5 * verdict->agree > 4 * verdict->inView) return lead >= 2;
  return lead >= (4 * verdict->sharpness > 3 ? 3 : blurred) && verdict->bend == 0;
}

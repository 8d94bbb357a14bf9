/* How blurred the frame shows the picture: its template is blurred alike before the two are compared.
 *
 * A sharp patch laid on a blurred image is pulled aside by whatever lies next to it; a patch blurred alike is not.
 */
#pragma once
#include "track/patch.h"

/* `share` of the way from the frame before, during which the shutter was open; `radius` of the circle that a point out
 * of focus becomes, pixels of level 0. */
typedef struct {
  f64 share, radius;
} Blur;

/* The taps for a patch that moved by `motion` since the frame before, on a level of the frame. */
Taps blur_taps(Blur blur, Point motion, i32 level);

/* Looks for the targets in a whole frame. */
#pragma once
#include "track/track.h"

/* 1 when one of the targets was found; `track` then goes on from there. */
i32 scan(Track *track, const Pyramid *now, f64 time);

/* Looks for the tracked target again; 1 when it goes on from a place that is clearly better: a weak lock may be a wrong
 * one. */
i32 scan_again(Track *track, const Pyramid *now, f64 time);

/* Looks for the targets in a whole frame. */
#pragma once
#include "track/track.h"

/* 1 when one of the targets was found; `track` then goes on from there. */
i32 scan(Track *track, const Pyramid *now, f64 time);

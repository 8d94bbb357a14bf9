/* Which of many targets are worth a full search of the frame. */
#pragma once
#include "search/match.h"

enum { SHORTLIST = 2 };

/* At most SHORTLIST slots, those with most matches among a quarter of the features first; the last of them goes through
 * all others in turn, so that none is overlooked for long. Returns their number. */
i32 shortlist(const Feature *features, i32 count, i32 *slots);

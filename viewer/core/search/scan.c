#include "search/scan.h"
#include "features.h"
#include "search/locate.h"
#include "search/shortlist.h"

enum { FEATURES = 800, SEARCHED_LEVELS = 3, REMEMBERED = 12, ATTEMPTS = 3, ABOVE = 2, ABOVE_REMEMBERED = 3, FIRST_LOOKS = 3 };

typedef struct {
  i32 slot;
  Place place;
} Candidate;

static const f64 CONVINCING = 0.65; /* confidence after which no other place is tried */
static const f64 CLEARLY_BETTER = 0.12;

static Candidate candidates[SHORTLIST * MOST_PLACES];

/* The places that features speak for, in `candidates`; `only` one slot, or -1 for all. */
static i32 gather(const Feature *features, i32 count, i32 only) {
  static Match matches[MOST_MATCHES];
  i32 slots[SHORTLIST] = {only}, targets = only < 0 ? shortlist(features, count, slots) : 1, n = 0;
  for (i32 i = 0; i < targets; i++) {
    const Target *target = shelf_target(slots[i]);
    Place places[MOST_PLACES];
    i32 found = locate(target, matches, match(target, features, count, matches), places);
    for (i32 k = 0; k < found; k++) candidates[n++] = (Candidate){slots[i], places[k]};
  }
  return n;
}

/* Takes the best supported candidate out. */
static Candidate take_best(i32 *count) {
  i32 best = 0;
  for (i32 i = 1; i < *count; i++)
    if (candidates[i].place.support > candidates[best].place.support) best = i;
  Candidate taken = candidates[best];
  candidates[best] = candidates[--*count];
  return taken;
}

/* A place that the pixels agree with. */
typedef struct {
  i32 slot;
  Matrix h;
  f64 confidence;
} Found;

static f64 try_at(const Pyramid *now, i32 slot, Matrix h, i32 above, Found *best) {
  Verdict verdict;
  Scene scene = {now, 0, {0, 0}};
  f64 confidence = verify(shelf_model(slot), &scene, above, STRICT, &h, &verdict);
  if (confidence > best->confidence) *best = (Found){slot, h, confidence};
  return confidence;
}

/* The best of the places that features speak for. Where a picture repeats itself, so do its places. */
static Found best_place(const Pyramid *now, i32 only) {
  static Feature features[MAX_FRAME_FEATURES];
  i32 levels = now->levels < SEARCHED_LEVELS ? now->levels : SEARCHED_LEVELS;
  i32 count = gather(features, features_extract(now, 0, levels, FEATURES, features), only);
  Found best = {-1, identity(), 0};
  for (i32 i = 0; i < ATTEMPTS && count > 0 && best.confidence < CONVINCING; i++) {
    Candidate candidate = take_best(&count);
    try_at(now, candidate.slot, candidate.place.h, ABOVE, &best);
  }
  return best;
}

/* Takes up what was found: `aligned` must speak of it again. */
static i32 take_up(Track *track, const Pyramid *now, Found found, f64 time) {
  Verdict verdict;
  Scene scene = {now, 0, {0, 0}};
  f64 confidence = verify(shelf_model(found.slot), &scene, 0, TRACKING, &found.h, &verdict);
  if (!(confidence > 0)) return 0;
  track_start(track, found.slot, &found.h, confidence, &verdict, time);
  for (i32 i = 0; i < FIRST_LOOKS; i++) track_focus(track, now, 0);
  return 1;
}

i32 scan(Track *track, const Pyramid *now, f64 time) {
  Found found = best_place(now, -1);
  /* Where it was before it was lost: it may only have been hidden, or blurred. */
  if (found.slot < 0 && track->lostSlot >= 0 && ++track->lost <= REMEMBERED && shelf_target(track->lostSlot))
    try_at(now, track->lostSlot, track->h, ABOVE_REMEMBERED, &found);
  return found.slot >= 0 && take_up(track, now, found, time);
}

void scan_again(Track *track, const Pyramid *now, f64 time) {
  Found found = best_place(now, track->slot);
  if (found.confidence > track->confidence + CLEARLY_BETTER) take_up(track, now, found, time);
}

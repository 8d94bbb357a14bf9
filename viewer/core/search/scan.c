#include "search/scan.h"
#include "features.h"
#include "search/locate.h"

enum { FEATURES = 800, SEARCHED_LEVELS = 3, REMEMBERED = 12, ATTEMPTS = 3, ABOVE = 2, ABOVE_REMEMBERED = 3 };

typedef struct {
  i32 slot;
  Place place;
} Candidate;

static Candidate candidates[MAX_TARGETS * MOST_PLACES];

static i32 gather(const Feature *features, i32 count) {
  static Match matches[MOST_MATCHES];
  i32 n = 0;
  for (i32 slot = 0; slot < MAX_TARGETS; slot++) {
    const Target *target = shelf_target(slot);
    if (!target) continue;
    Place places[MOST_PLACES];
    i32 found = locate(target, matches, match(target, features, count, matches), places);
    for (i32 i = 0; i < found; i++) candidates[n++] = (Candidate){slot, places[i]};
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

static i32 try_at(Track *track, const Pyramid *now, i32 slot, Matrix h, i32 above, f64 time) {
  Verdict verdict;
  f64 confidence = verify(shelf_model(slot), now, above, STRICT, &h, &verdict);
  if (!(confidence > 0)) return 0;
  track_start(track, slot, &h, confidence, &verdict, time);
  return 1;
}

/* Where it was before it was lost: it may only have been hidden, or blurred. */
static i32 try_remembered(Track *track, const Pyramid *now, f64 time) {
  if (track->lostSlot < 0 || ++track->lost > REMEMBERED || !shelf_target(track->lostSlot)) return 0;
  return try_at(track, now, track->lostSlot, track->h, ABOVE_REMEMBERED, time);
}

i32 scan(Track *track, const Pyramid *now, f64 time) {
  static Feature features[MAX_FRAME_FEATURES];
  i32 levels = now->levels < SEARCHED_LEVELS ? now->levels : SEARCHED_LEVELS;
  i32 count = gather(features, features_extract(now, 0, levels, FEATURES, features));
  for (i32 i = 0; i < ATTEMPTS && count > 0; i++) {
    Candidate candidate = take_best(&count);
    if (try_at(track, now, candidate.slot, candidate.place.h, ABOVE, time)) return 1;
  }
  return try_remembered(track, now, time);
}

#include "search/scan.h"
#include "features.h"
#include "search/locate.h"
#include "search/repeats.h"
#include "search/shortlist.h"

enum { FEATURES = 800, SEARCHED_LEVELS = 3, REMEMBERED = 12, ATTEMPTS = 3, ABOVE = 2, ABOVE_REMEMBERED = 3, SAMPLES = 24 };

typedef struct {
  i32 slot;
  Place place;
} Candidate;

static const f64 LEAST_SURE = 0.4;  /* confidence that a search must end with */
static const f64 CONVINCING = 0.65; /* confidence after which no other place is tried */
static const f64 CLEARLY_BETTER = 0.12;
static const f64 CLEAR = 0.35; /* sharpness that is believed without a second look */
static const f64 ALIKE = 0.9;  /* correlation that is believed after it */

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

/* What the frame is blurred by: the lens, or motion along `path` while the shutter was open (pixels). */
typedef struct {
  f64 radius;
  Point path;
} Guess;

/* A place that the pixels agree with, and the blur that they were seen with. */
typedef struct {
  i32 slot;
  Matrix h;
  f64 confidence;
  Guess guess;
  Verdict verdict;
} Found;

/* The frame with that blur; `before` is the scene's and must live as long. */
static Scene scene_of(const Pyramid *now, const Matrix *h, Guess guess, Matrix *before) {
  if (guess.path.x == 0 && guess.path.y == 0) return (Scene){now, 0, {0, guess.radius}};
  *before = multiply((Matrix){{1, 0, -guess.path.x, 0, 1, -guess.path.y, 0, 0, 1}}, *h);
  return (Scene){now, before, {1, guess.radius}};
}

/* The blur, of the lens or of motion in the direction where the frame shows least, that makes patches most alike. */
static Guess guess_blur(const Pyramid *now, const Model *model, const Found *found) {
  const Point d = found->verdict.blurred;
  const Guess guesses[] = {{0, {0, 0}},         {1.5, {0, 0}},        {3, {0, 0}},           {5, {0, 0}},
                           {0, {4 * d.x, 4 * d.y}}, {0, {8 * d.x, 8 * d.y}}, {0, {14 * d.x, 14 * d.y}}, {0, {24 * d.x, 24 * d.y}}};
  Guess best = guesses[0];
  f64 most = 0;
  for (i32 i = 0; i < (i32)(sizeof guesses / sizeof *guesses); i++) {
    Matrix before;
    Scene scene = scene_of(now, &found->h, guesses[i], &before);
    f64 like = likeness(model, &scene, found->verdict.level, SAMPLES, &found->h);
    if (like > most) most = like, best = guesses[i];
  }
  return best;
}

static i32 confirm(const Pyramid *now, i32 above, Found *found) {
  Matrix before;
  Scene scene = scene_of(now, &found->h, found->guess, &before);
  found->confidence = verify(shelf_model(found->slot), &scene, above, STRICT, &found->h, &found->verdict);
  return found->confidence > 0;
}

/* Whether the frame tells this place from all that look like it. */
static i32 is_alone(const Pyramid *now, Found *found) {
  const Model *model = shelf_model(found->slot);
  Matrix before, h = found->h;
  Scene scene = scene_of(now, &h, found->guess, &before);
  if (!model->target->likes) return 1;
  i32 lead = choose_like(model, &scene, found->verdict.level, 1, &found->h);
  return confirm(now, 1, found) && is_told(model->target, lead, NEVER, &found->verdict);
}

/* A place where the frame shows too little detail is looked at once more, as blurred as the frame seems to be; the
 * patches must then be very much alike. */
static void try_at(const Pyramid *now, i32 slot, Matrix h, i32 above, Found *best) {
  Found found = {.slot = slot, .h = h};
  /* A hand hides more of a coarse level than of a fine one; then the place must be near enough as it is. */
  if (!confirm(now, above, &found) && (found.h = h, !confirm(now, 0, &found))) return;
  if (found.verdict.sharpness < CLEAR) {
    found.guess = guess_blur(now, shelf_model(slot), &found);
    if (!confirm(now, 0, &found) || found.verdict.sharpness < CLEAR || found.verdict.correlation < ALIKE) return;
  }
  if (found.confidence > best->confidence && is_alone(now, &found)) *best = found;
}

/* The best of the places that features speak for. Where a picture repeats itself, so do its places. */
static Found best_place(const Pyramid *now, i32 only) {
  static Feature features[MAX_FRAME_FEATURES];
  i32 levels = now->levels < SEARCHED_LEVELS ? now->levels : SEARCHED_LEVELS;
  i32 count = gather(features, features_extract(now, 0, levels, FEATURES, features), only);
  Found best = {.slot = -1, .confidence = LEAST_SURE};
  for (i32 i = 0; i < ATTEMPTS && count > 0 && best.confidence < CONVINCING; i++) {
    Candidate candidate = take_best(&count);
    try_at(now, candidate.slot, candidate.place.h, ABOVE, &best);
  }
  return best;
}

/* Takes up what was found: `aligned` must speak of it again. */
static i32 take_up(Track *track, const Pyramid *now, Found found, f64 time) {
  if (!confirm(now, 0, &found)) return 0;
  track_start(track, found.slot, &found.h, found.confidence, &found.verdict, time);
  track->blur.radius = found.guess.radius;
  return 1;
}

i32 scan(Track *track, const Pyramid *now, f64 time) {
  Found found = best_place(now, -1);
  /* Where it was before it was lost: it may only have been hidden, or blurred. */
  if (found.slot < 0 && track->lostSlot >= 0 && ++track->lost <= REMEMBERED && shelf_target(track->lostSlot))
    try_at(now, track->lostSlot, track->h, ABOVE_REMEMBERED, &found);
  return found.slot >= 0 && take_up(track, now, found, time);
}

i32 scan_again(Track *track, const Pyramid *now, f64 time) {
  Found found = best_place(now, track->slot);
  return found.slot >= 0 && found.confidence > track->confidence + CLEARLY_BETTER && take_up(track, now, found, time);
}

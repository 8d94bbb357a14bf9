#include "track/track.h"
#include "search/repeats.h"
#include "track/doubt.h"

enum { MOST_COASTED = 4, LEAST_FLOWING = 16, SAMPLES = 24, EAGER = 8, FOCUS_EVERY = 4 };
enum { ABOVE_PREDICTED = 2, ABOVE_FLOW = 1, ABOVE_NOTHING = 3 }; /* levels above the finest that alignment begins on */

static const f64 DAMPING = 0.8; /* of the predicted motion: hands turn back more often than they speed up */
static const f64 LONGEST_STEP = 200; /* milliseconds that a velocity is believed for */
static const f64 FLOWING_SHARE = 0.7; /* of the patches that agreed before: enough to go on without the template */
static const f64 MOVING = 4;       /* pixels a frame: from here on blur is the motion's */
static const f64 SHARP = 0.7;      /* sharpness that no blur explains better */
static const f64 SHARE_STEP = 0.2, FOCUS_STEP = 1.3, WIDEST = 8;
static const f64 BETTER = 0.002;   /* mean correlation */
static const f64 AS_USUAL = 0.85, USUAL_RATE = 0.2;
enum { TOLD_IN_BLUR = 9 }; /* patches of lead */
static const f64 UNDOUBTED = 0.85; /* confidence that needs no other sign that it is this place of many alike */
static const f64 COASTING = 0.3; /* confidence while only the frame before agrees */

void track_forget(Track *track) {
  track->slot = track->lostSlot = -1;
  track->count = 0;
}

/* The patches that agreed are followed into the next frame. */
static void remember_patches(Track *track) {
  i32 count;
  const Laid *all = aligned(&count);
  f64 scale = 1 << track->verdict.level;
  track->count = 0;
  for (i32 i = 0; i < count && track->count < MOST_FOLLOWED; i++)
    if (all[i].agrees) track->followed[track->count++] = (Followed){all[i].from, {all[i].at.x * scale, all[i].at.y * scale}};
}

void track_start(Track *track, i32 slot, const Matrix *h, f64 confidence, const Verdict *verdict, f64 time) {
  track->slot = slot, track->lostSlot = -1;
  track->h = *h, track->confidence = track->usual = confidence, track->verdict = *verdict, track->time = time;
  track->step = 0;
  track->blur = (Blur){0.5, 0};
  track->coasted = track->age = 0;
  remember_patches(track);
}

/* Where the points of the picture went that were followed although the template did not agree. */
static void keep_following(Track *track) {
  for (i32 i = 0; i < track->count; i++) track->followed[i].was = apply(&track->h, track->followed[i].from);
}

static void keep_motion(Track *track, const Matrix *was, f64 time) {
  track->motion = normal(multiply(track->h, inverse(*was)));
  track->step = time - track->time;
}

static void lose(Track *track) {
  track->lostSlot = track->slot, track->lost = 0;
  track->slot = -1;
}

/* Motion goes on as it was, a little slower. */
static Matrix predicted(const Track *track, f64 time) {
  f64 step = time - track->time;
  Matrix motion = identity();
  if (!(track->step > 0 && step > 0 && track->step < LONGEST_STEP && step < LONGEST_STEP)) return track->h;
  for (i32 i = 0; i < 9; i++) motion.m[i] += DAMPING * step / track->step * (track->motion.m[i] - motion.m[i]);
  return multiply(motion, track->h);
}

/* Motion from the frame before, first as it went on, then as if it had stopped. */
static i32 follow(const Track *track, const Model *model, const Pyramid *before, const Pyramid *now, Matrix *h) {
  Matrix guess = *h;
  i32 agree = flow(model, before, now, track->followed, track->count, &guess, h);
  if (2 * agree < track->count) {
    Matrix still = track->h;
    i32 other = flow(model, before, now, track->followed, track->count, &track->h, &still);
    if (other > agree) agree = other, *h = still;
  }
  return agree;
}

static f64 within(f64 x, f64 least, f64 most) {
  return x < least ? least : x > most ? most : x;
}

/* By motion where there is some, else by the lens. */
static Blur changed(Blur blur, i32 moves, i32 more) {
  if (moves) return (Blur){within(blur.share + (more ? SHARE_STEP : -SHARE_STEP), 0, 1), blur.radius};
  f64 radius = more ? blur.radius * FOCUS_STEP + 0.6 : (blur.radius - 0.6) / FOCUS_STEP;
  return (Blur){blur.share, within(radius, 0, WIDEST)};
}

void track_focus(Track *track, const Pyramid *now, const Matrix *before) {
  const Model *model = shelf_model(track->slot);
  Point middle = {model->target->width * 0.5, model->target->height * 0.5}, is = apply(&track->h, middle);
  Point was = before ? apply(before, middle) : is;
  f64 x = is.x - was.x, y = is.y - was.y;
  i32 moves = x * x + y * y > MOVING * MOVING;
  if (track->verdict.sharpness > SHARP && (moves ? track->blur.share : track->blur.radius) == 0) return;
  Scene scene = {now, before, track->blur};
  f64 best = likeness(model, &scene, track->verdict.level, SAMPLES, &track->h) + BETTER;
  for (i32 more = 0; more < 2; more++) {
    Scene other = {now, before, changed(scene.blur, moves, more)};
    f64 found = likeness(model, &other, track->verdict.level, SAMPLES, &track->h);
    if (found > best) best = found, track->blur = other.blur;
  }
}

/* A place, and how surely the template agrees with it. */
typedef struct {
  Matrix h;
  f64 confidence;
  Verdict verdict;
} Attempt;

static Attempt attempt(const Model *model, const Scene *scene, i32 above, Matrix h) {
  Attempt made = {.h = h};
  made.confidence = verify(model, scene, above, TRACKING, &made.h, &made.verdict);
  return made;
}

/* A fast hand may have carried a picture that repeats itself to the next place that looks like it. A bend may look like
 * that, but no other place is then as sure. */
static Attempt put_right(const Model *model, const Scene *scene, Attempt made) {
  Matrix h = made.h;
  i32 lead = choose_like(model, scene, made.verdict.level, 0, &h);
  i32 isTold = is_told(model->target, lead, TOLD_IN_BLUR, &made.verdict);
  if (!isTold && made.confidence < UNDOUBTED) made.confidence = 0;
  if (!isTold || h.m[2] == made.h.m[2]) return made;
  Attempt other = attempt(model, scene, 0, h);
  return made.verdict.bend == 0 || other.confidence > AS_USUAL * made.confidence ? other : attempt(model, scene, 0, made.h);
}

static void accept(Track *track, const Attempt *made, const Pyramid *now) {
  Matrix last = track->h;
  track->h = made->h, track->confidence = made->confidence, track->verdict = made->verdict;
  track->usual += USUAL_RATE * (made->confidence - track->usual);
  track->coasted = 0;
  remember_patches(track);
  if (++track->age < EAGER || track->age % FOCUS_EVERY == 0) track_focus(track, now, &last);
}

/* A place that is less sure than usual: from the frame before, whose homography h becomes; then as if the shutter were
 * shorter than thought, if that is as sure as usual. */
static Attempt ask_again(Track *track, const Pyramid *before, const Scene *scene, Attempt best, Matrix *h, i32 *flowing) {
  const Model *model = shelf_model(track->slot);
  *flowing = follow(track, model, before, scene->frame, h);
  Attempt other = attempt(model, scene, *flowing ? ABOVE_FLOW : ABOVE_NOTHING, *h);
  best = other.confidence >= best.confidence ? other : attempt(model, scene, 0, best.h);
  if (best.confidence >= AS_USUAL * track->usual || track->blur.share == 0) return best;
  Scene sharp = {scene->frame, scene->before, {0, track->blur.radius}};
  other = attempt(model, &sharp, ABOVE_FLOW, best.confidence > 0 ? best.h : *h);
  if (other.confidence <= AS_USUAL * track->usual) return best;
  track->blur.share = 0;
  return other;
}

/* Whether the patches that agreed before carry the picture on without the template, for a while. */
static i32 coasts(const Track *track, const Model *model, const Scene *scene, const Matrix *h, i32 flowing) {
  return model->target->step == 0 && flowing >= LEAST_FLOWING && flowing >= FLOWING_SHARE * track->count &&
         track->coasted < MOST_COASTED && !is_open(model->target, scene, h, track->verdict.unsure, COASTING);
}

/* The template, where the motion went on, is asked first: it is fast, and nothing that moves over the picture, a shadow
 * or a reflection, can lead it astray. Only where it is less sure than usual the frame before is asked as well. */
i32 track_on(Track *track, const Pyramid *before, const Pyramid *now, f64 time) {
  if (track->slot < 0 || !before) return 0;
  const Model *model = shelf_model(track->slot);
  Matrix last = track->h, h = predicted(track, time);
  Scene scene = {now, &last, track->blur};
  Attempt best = attempt(model, &scene, ABOVE_PREDICTED, h);
  i32 flowing = 0;
  if (best.confidence < AS_USUAL * track->usual) best = ask_again(track, before, &scene, best, &h, &flowing);
  if (best.confidence > 0 && model->target->step > 0) best = put_right(model, &scene, best);
  if (best.confidence > 0) {
    accept(track, &best, now);
  } else if (coasts(track, model, &scene, &h, flowing)) {
    track->h = h, track->confidence = COASTING, track->coasted++;
    keep_following(track);
  } else {
    lose(track);
    return 0;
  }
  keep_motion(track, &last, time);
  track->time = time;
  return 1;
}

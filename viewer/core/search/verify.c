#include "search/verify.h"
#include "track/doubt.h"

/* What a level must show: patches that agree, their share of those in view, and of the picture. `sure` is the least
 * correlation + share / 2: few patches must agree well, as behind a hand, while in blur most agree a little; a wrong
 * place of a picture that repeats itself has a few that agree a little. */
typedef struct {
  i32 agree;
  f64 share, cover, sure, sharpness;
} Bar;

/* When a search ends the blur is not known yet. */
static const Bar BARS[] = {[STRICT] = {8, 0.28, 0.35, 1.1, 0.03}, [TRACKING] = {8, 0.20, 0.25, 0.93, 0.3}};

static const Effort COARSE = {64, 4}, FINE = {128, 3};

static i32 passes(const Verdict *v, const Bar *bar) {
  f64 share = v->inView ? (f64)v->agree / v->inView : 0;
  return v->agree >= bar->agree && share >= bar->share && v->cover >= bar->cover &&
         v->correlation + 0.5 * share >= bar->sure && v->sharpness >= bar->sharpness;
}

static f64 confidence_of(const Verdict *v) {
  f64 share = (f64)v->agree / v->inView, spread = v->cover;
  return v->correlation * __builtin_sqrt(share * spread);
}

f64 verify(const Model *model, const Scene *scene, i32 coarsest, Demand demand, Matrix *h, Verdict *verdict) {
  Matrix moved = *h;
  f64 confidence = 0;
  i32 finest = finest_level(model, scene->frame, h), top = finest + coarsest;
  for (i32 level = top < scene->frame->levels ? top : scene->frame->levels - 1; level >= finest; level--) {
    Verdict seen;
    if (!align(model, scene, level, level > finest ? COARSE : FINE, &moved, &seen)) continue;
    /* A finer level with a few patches knows less than a coarser one with many; a still finer one may have more. */
    if (confidence > 0 && MUCH_FEWER * seen.inView < verdict->inView) {
      moved = *h;
      continue;
    }
    if (!passes(&seen, &BARS[demand])) {
      /* What a coarser level saw is lost in blur or noise here. */
      if (confidence > 0) break;
      continue;
    }
    *h = moved, *verdict = seen, confidence = confidence_of(&seen);
  }
  /* Patches agree, but with what? */
  return confidence > 0 && is_open(model->target, scene, h, verdict->unsure, confidence) ? 0 : confidence;
}

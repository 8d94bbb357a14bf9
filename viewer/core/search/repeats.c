#include "search/repeats.h"

enum {
  FARTHEST = 24, /* places that are left for a better one */
  ENOUGH = 12,   /* patches more than are missed: no other place can have that many */
  MISSING = 8,   /* patches that are missed weigh as much as one that is seen */
};

static const f64 SHORTEST = 9;   /* pixels of a step: a patch that moves less shows mostly the same */
static const f64 SEEN = 0.6;     /* correlation of a patch that the frame shows, */
static const f64 AS_WELL = 0.95; /* and what it is of the others' mean, where no edge of the picture runs through it */

static f64 whole(f64 x) {
  return (f64)(i32)(x < 0 ? x - 0.5 : x + 0.5);
}

static Point sum_of(const Point *r, f64 first, f64 second) {
  return (Point){first * r[0].x + second * r[1].x, first * r[0].y + second * r[1].y};
}

Point nearest_repeat(const Target *target, Point move) {
  const Point *r = target->repeat;
  f64 area = r[0].x * r[1].y - r[0].y * r[1].x;
  return sum_of(r, whole((move.x * r[1].y - move.y * r[1].x) / area), whole((r[0].x * move.y - r[0].y * move.x) / area));
}

/* Patches that tell a place from those that look like it, by which of them. */
typedef struct {
  i32 seen[MOST_LIKES], missed[MOST_LIKES];
} Evidence;

static void look_for(const Model *model, const Scene *scene, i32 level, const Matrix *h, Evidence *out) {
  f64 sum = 0, seen = 0;
  i32 count;
  likeness(model, scene, level, TELLING, h);
  const Laid *laid = aligned(&count);
  for (i32 i = 0; i < count; i++)
    if (laid[i].isSeen && laid[i].sight.fitted > SEEN) sum += laid[i].sight.fitted, seen++;
  *out = (Evidence){{0}, {0}};
  for (i32 i = 0; i < count; i++) {
    i32 *by = laid[i].isSeen && laid[i].sight.fitted * seen > AS_WELL * sum ? out->seen : out->missed;
    for (i32 k = 0; k < MOST_LIKES; k++) by[k] += laid[i].tells >> k & 1;
  }
}

i32 choose_like(const Model *model, const Scene *scene, i32 level, i32 turned, Matrix *h) {
  const Target *target = model->target;
  f64 shown = target->step * target->step * square_scale(model, h) / (1 << 2 * level);
  i32 isFine = shown < SHORTEST * SHORTEST, lead = -1, margin = 0;
  Evidence here, there;
  if (isFine && target->period > 0) return 0;
  for (i32 tries = 0; tries < FARTHEST && lead < 0; tries++) {
    Matrix best = *h;
    look_for(model, scene, level, h, &here);
    lead = margin = ENOUGH;
    for (i32 k = 0; k < target->likes; k++) {
      if (is_step(target->like + k) ? isFine : !turned) continue;
      if (here.seen[k] >= ENOUGH + here.missed[k]) continue;
      Matrix other = multiply(*h, target->like[k]);
      if (!is_sane(&other, target->width, target->height)) continue;
      look_for(model, scene, level, &other, &there);
      i32 more = here.seen[k] - there.seen[target->likes - 1 - k];
      if (more < lead) lead = more, best = other;
      more -= turned ? here.missed[k] / MISSING : 0;
      if (more < margin) margin = more;
    }
    if (lead < 0) *h = best;
  }
  return margin;
}

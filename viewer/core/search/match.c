#include "search/match.h"
#include "features.h"
#include "features/turns.h"
#include "search/repeats.h"

enum { FARTHEST = 80, FARTHEST_QUARTER = 22, NOBODY = 0xffff };

static const f32 LEAST_GAP = 0.92f; /* best distance over the second best of another place */
static const f32 SAME_PLACE = 0.06f; /* of the template's longer side */

typedef struct {
  u16 best, index, second;
} Nearest;

/* Where the picture repeats itself, twins are one place. */
static i32 is_elsewhere(const Target *target, const TargetFeature *a, const TargetFeature *b, f32 reach) {
  f32 x = a->x - b->x, y = a->y - b->y;
  if (x * x + y * y <= reach * reach) return 0;
  if (target->period == 0) return 1;
  Point twin = nearest_repeat(target, (Point){x, y});
  x -= (f32)twin.x, y -= (f32)twin.y;
  return x * x + y * y > reach * reach;
}

/* The target's features by brightness: a quarter of the bits of each, side by side, and which they are. */
typedef struct {
  u64 quarter[MAX_TARGET_FEATURES];
  u16 index[MAX_TARGET_FEATURES];
  i32 count;
} Half;

static Half halves[2];

static void split(const Target *target) {
  halves[0].count = halves[1].count = 0;
  for (i32 j = 0; j < target->features; j++) {
    Half *half = &halves[target->feature[j].bright & 1];
    half->quarter[half->count] = target->feature[j].bits[0], half->index[half->count++] = (u16)j;
  }
}

static void consider(const Target *target, const Feature *feature, u16 j, f32 reach, Nearest *found) {
  const TargetFeature *other = target->feature + j;
  i32 distance = hamming(feature->bits, other->bits);
  if (distance >= found->second) return;
  i32 elsewhere = found->index == NOBODY || is_elsewhere(target, other, target->feature + found->index, reach);
  if (distance < found->best) {
    if (elsewhere && found->index != NOBODY) found->second = found->best;
    found->best = (u16)distance, found->index = j;
  } else if (elsewhere) {
    found->second = (u16)distance;
  }
}

/* The nearest feature of the target, and the distance of the nearest one of another place. A quarter of the bits
 * rules out most candidates. */
static Nearest nearest(const Target *target, const Feature *feature, f32 reach) {
  Nearest found = {FARTHEST, NOBODY, FARTHEST + 20};
  const Half *half = &halves[feature->bright & 1];
  for (i32 k = 0; k < half->count; k++)
    if (__builtin_popcountll(feature->bits[0] ^ half->quarter[k]) <= FARTHEST_QUARTER)
      consider(target, feature, half->index[k], reach, &found);
  return found;
}

/* The view's own map, turned by what the orientations differ, and enlarged by the frame's level. */
static Affine seen_through(const View *view, const TargetFeature *known, const Feature *feature) {
  i32 turn = (feature->turn - known->turn) & (TURNS - 1);
  f64 scale = (f64)(1 << feature->level) / 16384, c = turn_cos(turn) * scale, s = turn_sin(turn) * scale;
  const f32 *l = view->linear;
  return (Affine){c * l[0] - s * l[2], c * l[1] - s * l[3], s * l[0] + c * l[2], s * l[1] + c * l[3]};
}

static void insert(Match *matches, i32 *count, Match one) {
  i32 i = *count < MOST_MATCHES ? (*count)++ : MOST_MATCHES - 1;
  if (i == MOST_MATCHES - 1 && *count == MOST_MATCHES && matches[i].doubt <= one.doubt && matches[i].doubt > 0) return;
  for (; i > 0 && matches[i - 1].doubt > one.doubt; i--) matches[i] = matches[i - 1];
  matches[i] = one;
}

i32 match(const Target *target, const Feature *features, i32 count, Match *out) {
  static Nearest found[MAX_FRAME_FEATURES];
  static u16 claim[MAX_TARGET_FEATURES]; /* the least distance of any feature to this one */
  split(target);
  for (i32 j = 0; j < target->features; j++) claim[j] = NOBODY;
  f32 reach = SAME_PLACE * (f32)(target->width > target->height ? target->width : target->height);
  for (i32 i = 0; i < count; i++) {
    found[i] = nearest(target, features + i, reach);
    if (found[i].index != NOBODY && found[i].best < claim[found[i].index]) claim[found[i].index] = found[i].best;
  }
  i32 n = 0;
  for (i32 i = 0; i < count; i++) {
    if (found[i].index == NOBODY || found[i].best > claim[found[i].index]) continue;
    f32 gap = (f32)found[i].best / (f32)found[i].second;
    if (gap > LEAST_GAP) continue;
    const TargetFeature *known = target->feature + found[i].index;
    const Feature *feature = features + i;
    insert(out, &n, (Match){{known->x, known->y}, {feature->x, feature->y},
                            seen_through(&target->view[known->view], known, feature),
                            gap * (0.5f + (f32)found[i].best / FARTHEST)});
  }
  return n;
}

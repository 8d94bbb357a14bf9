/* Which features of a known picture are found again in a frame whose place is known.
 *
 *   TargetFeature *workbench_candidates()  write at most 16384 of them here, 48 bytes each
 *   i32 workbench_confirm(candidates, features, near, far)
 *       compares the first `features` that `workbench_extract` found with all candidates, whose template pixels
 *       `workbench_matrix` leads to the frame's. Answers how many pairs are alike and at most `near` pixels apart.
 *   Pair *workbench_pairs()                8 bytes each: u16 feature, candidate, distance, and the feature's least
 *       distance to any candidate more than `far` pixels away, at most CAP
 */
#include "features.h"
#include "geometry/matrix.h"
#include "target.h"
#include "workbench/frame.h"

enum { MOST_CANDIDATES = 16384, MOST_PAIRS = 32768, ALIKE = 72, CAP = 100, QUARTER = 26 };

typedef struct {
  u16 feature, candidate, distance, elsewhere;
} Pair;

static TargetFeature candidates[MOST_CANDIDATES];
static Pair pairs[MOST_PAIRS];

/* The candidates that are as bright as a feature, in a row. */
typedef struct {
  u64 quarter[MOST_CANDIDATES];
  Point place[MOST_CANDIDATES];
  u16 index[MOST_CANDIDATES];
  i32 count;
} Kin;

static Kin kin[2];

f64 *workbench_matrix(void);
const Feature *workbench_features(void);

EXPORT(workbench_candidates) TargetFeature *workbench_candidates(void) { return candidates; }
EXPORT(workbench_pairs) Pair *workbench_pairs(void) { return pairs; }

static void part(i32 count) {
  Matrix to;
  __builtin_memcpy(&to, workbench_matrix(), sizeof to);
  kin[0].count = kin[1].count = 0;
  for (i32 k = 0; k < count; k++) {
    Kin *own = &kin[candidates[k].bright & 1];
    own->quarter[own->count] = candidates[k].bits[0];
    own->place[own->count] = apply(&to, (Point){candidates[k].x, candidates[k].y});
    own->index[own->count++] = (u16)k;
  }
}

static i32 confirm_one(const Feature *feature, i32 index, f64 near, f64 far, i32 written) {
  const Kin *own = &kin[feature->bright & 1];
  i32 first = written, elsewhere = CAP;
  for (i32 k = 0; k < own->count; k++) {
    if (__builtin_popcountll(own->quarter[k] ^ feature->bits[0]) > QUARTER) continue;
    i32 distance = hamming(candidates[own->index[k]].bits, feature->bits);
    if (distance >= elsewhere && distance > ALIKE) continue;
    f64 x = own->place[k].x - feature->x, y = own->place[k].y - feature->y, square = x * x + y * y;
    if (square > far * far && distance < elsewhere) elsewhere = distance;
    if (square > near * near || distance > ALIKE || written == MOST_PAIRS) continue;
    pairs[written++] = (Pair){(u16)index, own->index[k], (u16)distance, 0};
  }
  for (i32 i = first; i < written; i++) pairs[i].elsewhere = (u16)elsewhere;
  return written;
}

EXPORT(workbench_confirm) i32 workbench_confirm(i32 count, i32 features, f64 near, f64 far) {
  i32 written = 0;
  part(count);
  for (i32 i = 0; i < features; i++) written = confirm_one(workbench_features() + i, i, near, far, written);
  return written;
}

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

enum { MOST_CANDIDATES = 16384, MOST_PAIRS = 32768, ALIKE = 72, CAP = 100, QUARTER = 26, COLUMNS = 256, WIDTH = 8 };

typedef struct {
  u16 feature, candidate, distance, elsewhere;
} Pair;

static TargetFeature candidates[MOST_CANDIDATES];
static Pair pairs[MOST_PAIRS];

/* The candidates that are as bright as a feature, by the column of the frame that they lie in. */
typedef struct {
  u64 quarter[MOST_CANDIDATES];
  Point place[MOST_CANDIDATES];
  u16 index[MOST_CANDIDATES];
  i32 begin[COLUMNS + 1];
} Kin;

static Kin kin[2];

f64 *workbench_matrix(void);
const Feature *workbench_features(void);

EXPORT(workbench_candidates) TargetFeature *workbench_candidates(void) { return candidates; }
EXPORT(workbench_pairs) Pair *workbench_pairs(void) { return pairs; }

static Point places[MOST_CANDIDATES];

/* Those beyond the frame's edges count to its first and last column. */
static inline i32 column(f64 x) { return x < 0 ? 0 : x >= COLUMNS * WIDTH ? COLUMNS - 1 : (i32)x / WIDTH; }

static void part(i32 count) {
  Matrix to;
  i32 next[2][COLUMNS];
  __builtin_memcpy(&to, workbench_matrix(), sizeof to);
  for (i32 bright = 0; bright < 2; bright++) __builtin_memset(kin[bright].begin, 0, sizeof kin[bright].begin);
  for (i32 k = 0; k < count; k++) {
    places[k] = apply(&to, (Point){candidates[k].x, candidates[k].y});
    kin[candidates[k].bright & 1].begin[column(places[k].x) + 1]++;
  }
  for (i32 bright = 0; bright < 2; bright++)
    for (i32 i = 0; i < COLUMNS; i++) {
      next[bright][i] = kin[bright].begin[i];
      kin[bright].begin[i + 1] += kin[bright].begin[i];
    }
  for (i32 k = 0; k < count; k++) {
    i32 bright = candidates[k].bright & 1, at = next[bright][column(places[k].x)]++;
    kin[bright].quarter[at] = candidates[k].bits[0];
    kin[bright].place[at] = places[k];
    kin[bright].index[at] = (u16)k;
  }
}

static inline i32 differs(const Kin *own, i32 k, const Feature *feature) {
  return __builtin_popcountll(own->quarter[k] ^ feature->bits[0]) > QUARTER
             ? CAP
             : hamming(candidates[own->index[k]].bits, feature->bits);
}

static inline f64 apart(const Kin *own, i32 k, const Feature *feature) {
  f64 x = own->place[k].x - feature->x, y = own->place[k].y - feature->y;
  return x * x + y * y;
}

/* The least distance to a candidate that lies farther away, at most CAP. */
static i32 least_elsewhere(const Kin *own, const Feature *feature, f64 far) {
  i32 least = CAP;
  for (i32 k = 0; k < own->begin[COLUMNS]; k++) {
    i32 distance = differs(own, k, feature);
    if (distance < least && apart(own, k, feature) > far * far) least = distance;
  }
  return least;
}

/* Most features are no candidate's picture: only of those that are it is asked what else they are like. */
static i32 confirm_one(const Feature *feature, i32 index, f64 near, f64 far, i32 written) {
  const Kin *own = &kin[feature->bright & 1];
  i32 first = written, end = own->begin[column(feature->x + near) + 1];
  for (i32 k = own->begin[column(feature->x - near)]; k < end; k++) {
    if (apart(own, k, feature) > near * near || written == MOST_PAIRS) continue;
    i32 distance = differs(own, k, feature);
    if (distance <= ALIKE) pairs[written++] = (Pair){(u16)index, own->index[k], (u16)distance, 0};
  }
  i32 elsewhere = written > first ? least_elsewhere(own, feature, far) : CAP;
  for (i32 i = first; i < written; i++) pairs[i].elsewhere = (u16)elsewhere;
  return written;
}

EXPORT(workbench_confirm) i32 workbench_confirm(i32 count, i32 features, f64 near, f64 far) {
  i32 written = 0;
  part(count);
  for (i32 i = 0; i < features; i++) written = confirm_one(workbench_features() + i, i, near, far, written);
  return written;
}

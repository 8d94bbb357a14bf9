/* What search and alignment see of a target in one frame, for figures and tests. Targets are loaded as in exports.c.
 *
 *   i32 workbench_match(slot, features)  matches the first `features` of `workbench_features` with a target; how many
 *   Match *workbench_matches()           the surest first, as in search/match.h
 *   i32 workbench_align(slot)            aligns the target with the frame that was built last, from where
 *       `workbench_matrix` (template pixels to frame pixels) puts it, which changes; how many patches lie in the frame,
 *       -1 where there is too little to go by
 *   Seen *workbench_seen()               these patches, 32 bytes each, in pixels of level 0
 */
#include "search/match.h"
#include "track/align.h"
#include "track/shelf.h"
#include "workbench/frame.h"

enum { STEPS = 3, PLAIN = 0, ELSE = 1, AGREES = 2 };

typedef struct {
  f32 fromX, fromY; /* of the template */
  f32 atX, atY;     /* where the homography puts it in the frame */
  f32 x, y;         /* how far from there it is seen, without what a bend explains */
  f32 correlation;
  i32 says; /* PLAIN: the frame shows nothing there; ELSE: something else; AGREES: the patch */
} Seen;

_Static_assert(sizeof(Seen) == 32, "as documented");

static Match matches[MOST_MATCHES];
static Seen seen[MOST_PATCHES];

f64 *workbench_matrix(void);
const Feature *workbench_features(void);

EXPORT(workbench_matches) const Match *workbench_matches(void) { return matches; }
EXPORT(workbench_seen) const Seen *workbench_seen(void) { return seen; }

EXPORT(workbench_match) i32 workbench_match(i32 slot, i32 features) {
  const Target *target = shelf_target(slot);
  return target ? match(target, workbench_features(), features, matches) : 0;
}

static Seen told(const Laid *one, f64 scale) {
  Point at = {one->at.x * scale, one->at.y * scale};
  Seen plain = {(f32)one->from.x, (f32)one->from.y, (f32)at.x, (f32)at.y, 0, 0, 0, PLAIN};
  if (!one->isSeen) return plain;
  plain.x = (f32)(one->sight.x * scale), plain.y = (f32)(one->sight.y * scale);
  plain.correlation = (f32)one->sight.correlation, plain.says = one->agrees ? AGREES : ELSE;
  return plain;
}

EXPORT(workbench_align) i32 workbench_align(i32 slot) {
  if (!shelf_target(slot)) return -1;
  Matrix h;
  Verdict verdict;
  __builtin_memcpy(&h, workbench_matrix(), sizeof h);
  Scene scene = {workbench_pyramid(), 0, {0, 0}};
  const Model *model = shelf_model(slot);
  i32 level = finest_level(model, scene.frame, &h), count = 0;
  if (!align(model, &scene, level, (Effort){MOST_PATCHES, STEPS}, &h, &verdict)) return -1;
  __builtin_memcpy(workbench_matrix(), &h, sizeof h);
  const Laid *all = aligned(&count);
  for (i32 i = 0; i < count; i++) seen[i] = told(all + i, (f64)(1 << level));
  return count;
}

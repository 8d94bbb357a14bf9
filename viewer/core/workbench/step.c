/* How far points may be off after a step by displacements, for tests.
 *
 *   Displacement *workbench_displacements()          room for 128, seven f64 each: x, y, dx, dy, then its information xx xy yy
 *   Point *workbench_points()                        room for 4
 *   f64 workbench_unsureness(displacements, points)  of as many of both, pixels
 */
#include "geometry/step.h"
#include "workbench/frame.h"

static Displacement displacements[128];
static Point points[4];

EXPORT(workbench_displacements) Displacement *workbench_displacements(void) { return displacements; }
EXPORT(workbench_points) Point *workbench_points(void) { return points; }

EXPORT(workbench_unsureness) f64 workbench_unsureness(i32 count, i32 asked) {
  return unsureness(displacements, count, points, asked);
}

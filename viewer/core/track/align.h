/* Brings a homography to agree with the pixels of its template, all patches together. */
#pragma once
#include "geometry/step.h"
#include "track/bend.h"
#include "track/blur.h"
#include "track/model.h"

enum { MOST_PATCHES = 128 };

/* A patch of the template, warped to how it should look on a level of the frame. */
typedef struct {
  Patch patch;
  u16 tells;       /* as the point does */
  Point from;      /* template pixels of level 0 */
  Point at;        /* where it was last laid, pixels of the frame's level */
  Sight sight;     /* what was seen there; x, y without what a bend explains */
  i32 isSeen;      /* whether `sight` says something */
  i32 agrees;      /* whether the frame shows it there, */
  Tensor shared;   /* and then what of its structure */
} Laid;

/* What is looked at. */
typedef struct {
  const Pyramid *frame;
  const Matrix *before; /* where the picture was in the frame before; 0 where that is not known */
  Blur blur;
} Scene;

/* What one level of the frame says about a homography. */
typedef struct {
  i32 level;       /* of the frame */
  i32 inView;      /* patches that lie in the frame */
  i32 agree;
  f64 correlation; /* mean of those that agree */
  f64 error;       /* pixels of the level that those that agree are off, mean */
  f64 sharpness;   /* how much of the patches' structure the frame shows, in the direction where it shows least */
  Point blurred;   /* the direction where it shows least, a unit vector */
  f64 bend;        /* pixels of the level that patches are off the homography, 0 for a plane */
  f64 unsure;      /* pixels of level 0 that the corners may be off, by what those that agree know: see step.h */
  f64 cover;       /* how much of the picture's area those that agree stand for, 0 .. 1 */
} Verdict;

/* How many patches are laid how often. */
typedef struct {
  i32 patches, steps;
} Effort;

/* How many times fewer patches a level has that knows less than the next coarser one. */
enum { MUCH_FEWER = 3 };

/* Frame pixels per template pixel, squared, at the middle of the picture. */
f64 square_scale(const Model *model, const Matrix *h);

/* The finest level of the frame that the template can say something about. */
i32 finest_level(const Model *model, const Pyramid *frame, const Matrix *h);

/* Steps h on one level of the frame and judges the outcome. 0 when there is too little to go by; h is then as before.
 * The patches are at `aligned()` until the next call. */
i32 align(const Model *model, const Scene *scene, i32 level, Effort effort, Matrix *h, Verdict *verdict);

/* Mean correlation of the first `most` patches where h puts them, or of those that tell places of a repeating picture
 * apart (TELLING). They are at `aligned` until the next call. */
enum { TELLING = 0 };
f64 likeness(const Model *model, const Scene *scene, i32 level, i32 most, const Matrix *h);

/* The patches of the last `align`, and how many. */
const Laid *aligned(i32 *count);

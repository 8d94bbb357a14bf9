/* A picture that was found, from frame to frame. */
#pragma once
#include "track/flow.h"
#include "track/shelf.h"
#include "search/verify.h"

typedef struct {
  i32 slot;        /* -1: nothing is tracked */
  i32 lostSlot;    /* where it was before it was lost, -1 when that is long ago */
  Matrix h;        /* template pixels to frame pixels */
  f64 confidence;
  f64 usual;       /* confidence of the last frames */
  Verdict verdict; /* of the last frame that the template agreed with */
  f64 time;        /* of the last frame, milliseconds */
  Matrix motion;   /* from the frame before the last to the last */
  f64 step;        /* milliseconds that it took, 0 where it is not known */
  Blur blur;       /* what the template is blurred by */
  i32 age;         /* frames since it was found */
  i32 coasted;     /* frames since the template last agreed */
  i32 lost;        /* frames since it was lost */
  Followed followed[MOST_FOLLOWED];
  i32 count;
} Track;

void track_forget(Track *track);

/* Takes up a picture whose place was just verified; its patches are those of the last `align`. */
void track_start(Track *track, i32 slot, const Matrix *h, f64 confidence, const Verdict *verdict, f64 time);

/* The next frame; 0 when nothing was tracked, or no longer is. */
i32 track_on(Track *track, const Pyramid *before, const Pyramid *now, f64 time);

/* Tries whether a little more or less blur makes the template more like the frame; `before` as in Scene. */
void track_focus(Track *track, const Pyramid *now, const Matrix *before);

/* A camera's frames, one after the other, and the targets that are looked for in them. */
#pragma once
#include "core.h"

typedef enum { NOTHING = 0, FOUND = 1, TRACKED = 2 } Outcome;
typedef enum { GREY = 0, RGBA = 1 } Format;

/* As exports.c hands it out. Frame pixels with whole edges: the first pixel covers 0 .. 1. */
typedef struct {
  f64 slot, confidence;
  f64 corner[8];      /* x, y of TL TR BR BL */
  f64 homography[9];  /* row-major, from the picture's unit square, y down */
  f64 inView, agree, correlation;
  f64 searched;
  f64 sharpness, level, bend; /* of the verdict: see track/align.h */
  f64 error; /* of the verdict, in pixels of the frame */
  f64 unsure; /* of the verdict: pixels that the corners may be off */
  f64 reserved[4];
} Result;

_Static_assert(sizeof(Result) == 32 * sizeof(f64), "the layout is part of the interface");

/* 0, or -1 for sizes out of range. Forgets where the picture was. */
i32 session_resize(i32 width, i32 height);

/* The slot, or a TargetError. */
i32 session_load(const u8 *bytes, i32 size);
i32 session_unload(i32 slot);
void session_forget(void);

/* Runs search and tracking on a drawn frame, with room for it at `pixels`, and forgets it: a browser then has compiled
 * the core for real before the camera's first frame. Returns how many frames it was found in. */
i32 session_rehearse(u8 *pixels);

/* `pixels` are tightly packed; `milliseconds` is the frame's time. */
Outcome session_process(const u8 *pixels, Format format, f64 milliseconds, Result *result);

/* What all parts of the tracking core share: sizes, images, features.
 *
 * Inside the core a whole coordinate is the centre of a pixel: the first pixel covers -0.5 .. 0.5. Level l of a pyramid
 * halves level 0 l times, and its coordinate x lies at x * 2^l of level 0. Only `session.c` speaks to the outside,
 * where a pixel's edge is whole (the first pixel covers 0 .. 1).
 *
 * Rules that keep results bit-identical on every host: in floating point only + - * / sqrt and comparisons, no libm, no
 * fused multiply-add, no NaN in memory, no conversion out of range, sums in a fixed order (integers where it matters).
 */
#pragma once

typedef unsigned char u8;
typedef signed char i8;
typedef unsigned short u16;
typedef short i16;
typedef unsigned int u32;
typedef int i32;
typedef unsigned long long u64;
typedef long long i64;
typedef float f32;
typedef double f64;

_Static_assert(sizeof(u32) == 4 && sizeof(u64) == 8, "integer widths");

enum {
  MAX_SIDE = 1280,
  MAX_PIXELS = 1280 * 960, /* of a frame */
  LEVELS = 5,              /* of a pyramid: 1, 1/2 .. 1/16 */
  BORDER = 32,             /* replicated pixels around every level */
  MOST_LIKES = 16,         /* ways in which a picture looks like itself */
  MIN_SIDE = 8,            /* of the smallest level that is made */
  TURNS = 64,              /* directions that an orientation is rounded to */
  MAX_FRAME_FEATURES = 1024,
  MAX_TARGET_FEATURES = 1200,
  MAX_TARGETS = 16,
  MAX_VIEWS = 64,   /* from which a target's features were taken */
  MAX_POINTS = 512, /* patches that one target is tracked by, all levels together */
  TEMPLATE_SIDE = 512,
  TARGET_BYTES = 61440, /* a target file is at most 60 kB */
};

/* Grey pixels; (0, 0) is at `data`, BORDER replicated pixels lie around. */
typedef struct {
  u8 *data;
  i32 width, height, stride;
} Image;

typedef struct {
  Image level[LEVELS];
  i32 levels;
} Pyramid;

/* A corner with its binary descriptor. */
typedef struct {
  f32 x, y;    /* of level 0 */
  u8 level;    /* on which it was seen */
  u8 turn;     /* orientation, clockwise on the screen from +x, in 1 / TURNS of a full turn */
  u8 bright;   /* 1: lighter than its surroundings, 0: darker */
  u8 padding;
  f32 score;   /* strength of the corner, only comparable within one image */
  u64 bits[4]; /* outcome of 256 comparisons */
} Feature;

/* Row-major 3x3. */
typedef struct {
  f64 m[9];
} Matrix;

typedef struct {
  f64 x, y;
} Point;

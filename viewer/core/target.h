/* A target: what is known of one picture. The file is described in docs/tracking.md. */
#pragma once
#include "core.h"

enum TargetError {
  TARGET_OK = 0,
  TARGET_NOT_ONE = -1,     /* another kind of file */
  TARGET_NEWER = -2,       /* a version that this core does not know */
  TARGET_CUT_OFF = -3,     /* shorter or longer than it says */
  TARGET_DAMAGED = -4,     /* checksum, or values out of range */
  TARGET_NO_ROOM = -5,     /* MAX_TARGETS are loaded */
};

/* How the picture looked when features were taken: view pixel = linear * template pixel (2x2 row-major), so that
 * small views and tilted ones are searched for as well. */
typedef struct {
  f32 linear[4];
} View;

typedef struct {
  f32 x, y; /* template pixels */
  u8 view, turn, bright, weight;
  u64 bits[4];
} TargetFeature;

/* The middle of a patch that is tracked when the template shows at about 1 / 2^level of its own size. */
typedef struct {
  f32 x, y; /* pixels of template level 0 */
  u8 level, weight;
  u16 tells; /* one bit for each way in which the picture looks like itself: something else lies there, or nothing */
} TrackPoint;

typedef struct {
  i32 used;
  i32 width, height;           /* of the template, pixels; the whole picture */
  i32 picture_width, picture_height; /* of what was compiled; only their ratio matters */
  f32 print_width;             /* millimetres, 0 where unknown */
  i32 views, features, points;
  f64 period;                  /* the shorter of its repeats, template pixels; 0 where it has none */
  Point repeat[2];             /* movements that leave nearly all of it looking the same; the second may be far out of it */
  i32 likes;
  Matrix like[MOST_LIKES];     /* maps that leave much of it looking the same; the k-th and the k-th last are inverse */
  f64 step;                    /* the shortest of those that only move it, template pixels; 0 where there is none */
  View view[MAX_VIEWS];
  TargetFeature feature[MAX_TARGET_FEATURES];
  TrackPoint point[MAX_POINTS]; /* by level, by falling weight within a level */
  i32 image_bytes;
  u8 image[TARGET_BYTES];      /* the coded template, decoded when it is tracked */
} Target;

/* Whether a map does nothing but move the picture. */
static inline i32 is_step(const Matrix *like) { return like->m[0] == 1; }

/* Reads and checks a whole file; `target` is changed only on TARGET_OK. Any bytes are safe to give. */
i32 target_read(Target *target, const u8 *bytes, i32 size);

/* Decodes the template into level 0 of a pyramid laid for width x height. The bytes were checked by `target_read`
 * against their checksum, but any are safe. */
void template_decode(const Target *target, Image *into);

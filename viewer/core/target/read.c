/* Reads a target file. Everything is checked before anything is stored, and nothing is believed. */
#include "target.h"

enum {
  VERSION = 1,
  HEADER = 48,
  VIEW_BYTES = 16,
  FEATURE_BYTES = 39,
  POINT_BYTES = 6,
  LIKE_BYTES = 24,
  TELLING_BYTES = 2,
  LEAST_SIDE = 32,
  LEAST_MOVE = 8,   /* template pixels */
  FAR = 128,
  REPEAT = 40,     /* where the movements are told */
  MOVED = 32,      /* parts of a template pixel that they are told in */
  PIXEL = 128, /* parts of a template pixel that places are told in, from the picture's upper left corner */
};

/* Where the parts of a file begin. */
typedef struct {
  i32 width, height, views, features, points, likes, image;
  const u8 *view, *feature, *point, *like, *tells, *pixels;
} Parts;

static const f64 LEAST_AREA = 0.05; /* square of the sine between two movements */

static u32 word16(const u8 *at) { return (u32)at[0] | (u32)at[1] << 8; }
static u32 word32(const u8 *at) { return word16(at) | word16(at + 2) << 16; }

static f32 real(const u8 *at) {
  u32 word = word32(at);
  f32 value;
  __builtin_memcpy(&value, &word, 4);
  return value;
}

/* CRC-32 (IEEE 802.3, reflected), bit by bit: a table would be larger than the time is worth. */
static u32 checksum(const u8 *bytes, i32 size) {
  u32 sum = ~0u;
  for (i32 i = 0; i < size; i++) {
    sum ^= bytes[i];
    for (i32 bit = 0; bit < 8; bit++) sum = sum >> 1 ^ (0xedb88320u & -(sum & 1));
  }
  return ~sum;
}

static i32 kind(const u8 *bytes, i32 size) {
  if (size < 8 || word32(bytes) != 0x54505241) return TARGET_NOT_ONE; /* "ARPT" */
  if (word16(bytes + 4) != VERSION) return TARGET_NEWER;
  if (size < HEADER || size > TARGET_BYTES || word32(bytes + 8) != (u32)size) return TARGET_CUT_OFF;
  if (word16(bytes + 6) > MOST_LIKES) return TARGET_DAMAGED;
  return word32(bytes + 12) == checksum(bytes + 16, size - 16) ? TARGET_OK : TARGET_DAMAGED;
}

static i32 side_is_good(i32 side) { return side >= LEAST_SIDE && side <= TEMPLATE_SIDE; }

/* Whether the picture repeats itself: the first movement is long enough to be one. */
static i32 repeats(const u8 *bytes) {
  i32 x = (i16)word16(bytes + REPEAT), y = (i16)word16(bytes + REPEAT + 2);
  return x * x + y * y >= LEAST_MOVE * LEAST_MOVE * MOVED * MOVED;
}

/* Finds the parts of a file of the right kind; 0 where they do not fill it. */
static i32 parts_of(Parts *parts, const u8 *bytes, i32 size) {
  parts->width = (i32)word16(bytes + 28), parts->height = (i32)word16(bytes + 30);
  parts->views = (i32)word16(bytes + 32), parts->features = (i32)word16(bytes + 34);
  parts->points = (i32)word16(bytes + 36), parts->image = (i32)word16(bytes + 38);
  parts->likes = (i32)word16(bytes + 6);
  if (parts->views > MAX_VIEWS || parts->features > MAX_TARGET_FEATURES || parts->points > MAX_POINTS) return 0;
  parts->view = bytes + HEADER;
  parts->feature = parts->view + parts->views * VIEW_BYTES;
  parts->point = parts->feature + parts->features * FEATURE_BYTES;
  parts->like = parts->point + parts->points * POINT_BYTES;
  parts->tells = parts->like + parts->likes * LIKE_BYTES;
  parts->pixels = parts->tells + (parts->likes ? parts->points * TELLING_BYTES : 0);
  return parts->pixels + parts->image == bytes + size && side_is_good(parts->width) && side_is_good(parts->height);
}

/* What is no number is within nothing. */
static i32 are_within(const u8 *at, i32 count, f32 least, f32 most) {
  for (i32 i = 0; i < count; i++)
    if (!(real(at + 4 * i) >= least && real(at + 4 * i) <= most)) return 0;
  return 1;
}

static i32 header_is_good(const u8 *bytes) {
  u32 width = word32(bytes + 16), height = word32(bytes + 20);
  return are_within(bytes + 24, 1, 0, 1e6f) && width > 0 && width < 1 << 20 && height > 0 && height < 1 << 20;
}

/* A map neither mirrors nor folds the picture. */
static i32 map_is_good(const u8 *at) {
  return are_within(at, 4, -8, 8) && real(at) * real(at + 12) - real(at + 4) * real(at + 8) > 1e-4f;
}

static i32 place_is_good(const Parts *parts, const u8 *at) {
  return word16(at) <= (u32)parts->width * PIXEL && word16(at + 2) <= (u32)parts->height * PIXEL;
}

static i32 all_are_good(const Parts *parts) {
  for (i32 i = 0; i < parts->views; i++)
    if (!map_is_good(parts->view + i * VIEW_BYTES)) return 0;
  for (i32 i = 0; i < parts->likes; i++) {
    const u8 *at = parts->like + i * LIKE_BYTES;
    if (!map_is_good(at) || !are_within(at + 16, 2, -2 * TEMPLATE_SIDE, 2 * TEMPLATE_SIDE)) return 0;
  }
  for (i32 i = 0; i < parts->features; i++) {
    const u8 *at = parts->feature + i * FEATURE_BYTES;
    if (!place_is_good(parts, at) || at[4] >= parts->views || (at[5] & 127) >= TURNS) return 0;
  }
  for (i32 i = 0; i < parts->points; i++) {
    const u8 *at = parts->point + i * POINT_BYTES;
    if (!place_is_good(parts, at) || at[4] >= LEVELS || (i && at[4] < at[4 - POINT_BYTES])) return 0;
  }
  return 1;
}

static f64 square(Point p) { return p.x * p.x + p.y * p.y; }

static Point movement(const u8 *at) {
  return (Point){(f64)(i16)word16(at) / MOVED, (f64)(i16)word16(at + 2) / MOVED};
}

/* Where the second movement is missing, or in line with the first, it is one that leads out of the picture. */
static void store_repeats(Target *target, const u8 *at) {
  Point a = movement(at), b = movement(at + 4);
  f64 area = a.x * b.y - a.y * b.x;
  if (!(area * area > LEAST_AREA * square(a) * square(b))) b = (Point){-FAR * a.y, FAR * a.x};
  target->repeat[0] = a, target->repeat[1] = b;
  target->period = __builtin_sqrt(square(a) < square(b) ? square(a) : square(b));
}

/* How the picture is moved or turned to look like itself. */
static void store_like(Target *target, const u8 *at) {
  Matrix like = {{real(at), real(at + 4), real(at + 16), real(at + 8), real(at + 12), real(at + 20), 0, 0, 1}};
  f64 far = __builtin_sqrt(square((Point){like.m[2], like.m[5]}));
  target->like[target->likes++] = like;
  if (is_step(&like) && (target->step == 0 || far < target->step)) target->step = far;
}

static f32 place(const u8 *at) { return (f32)word16(at) / PIXEL - 0.5f; }

static void store_feature(TargetFeature *feature, const u8 *at) {
  *feature = (TargetFeature){.x = place(at), .y = place(at + 2), .view = at[4], .weight = at[6]};
  feature->turn = at[5] & 127, feature->bright = at[5] >> 7;
  for (i32 i = 0; i < 4; i++) feature->bits[i] = (u64)word32(at + 7 + 8 * i) | (u64)word32(at + 11 + 8 * i) << 32;
}

static void store(Target *target, const Parts *parts, const u8 *bytes) {
  target->used = 1;
  target->width = parts->width, target->height = parts->height;
  target->picture_width = (i32)word32(bytes + 16), target->picture_height = (i32)word32(bytes + 20);
  target->print_width = real(bytes + 24);
  target->period = target->step = 0, target->likes = 0;
  if (repeats(bytes)) store_repeats(target, bytes + REPEAT);
  for (i32 i = 0; i < parts->likes; i++) store_like(target, parts->like + i * LIKE_BYTES);
  target->views = parts->views, target->features = parts->features, target->points = parts->points;
  for (i32 i = 0; i < parts->views * 4; i++) target->view[i / 4].linear[i % 4] = real(parts->view + 4 * i);
  for (i32 i = 0; i < parts->features; i++) store_feature(&target->feature[i], parts->feature + i * FEATURE_BYTES);
  for (i32 i = 0; i < parts->points; i++) {
    const u8 *at = parts->point + i * POINT_BYTES;
    u32 tells = parts->likes ? word16(parts->tells + i * TELLING_BYTES) : 0;
    target->point[i] = (TrackPoint){place(at), place(at + 2), at[4], at[5], (u16)tells};
  }
  target->image_bytes = parts->image;
  for (i32 i = 0; i < parts->image; i++) target->image[i] = parts->pixels[i];
}

i32 target_read(Target *target, const u8 *bytes, i32 size) {
  Parts parts;
  i32 error = kind(bytes, size);
  if (error) return error;
  if (!parts_of(&parts, bytes, size) || !header_is_good(bytes) || !all_are_good(&parts)) return TARGET_DAMAGED;
  store(target, &parts, bytes);
  return TARGET_OK;
}

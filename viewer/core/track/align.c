#include "track/align.h"

#include "track/judge.h"
#include "track/unbend.h"

static const f64 LEAST_FIT = 0.35;     /* correlation below which a patch says nothing about where it is */
static const f64 SLACK = 1.5;          /* template pixels that a patch may look over the picture's edge */
static const f64 WIDE_SLACK = 4;       /* of those that tell where it ends */
static const f64 NOISE_FLOOR = 4;      /* squared grey levels: sensor, compression */
static const f64 MODEL_ERROR = 0.15;   /* pixels: what no homography explains, lens, paper and interpolation */

static Laid laid[MOST_PATCHES];
static i32 laidCount;

const Laid *aligned(i32 *count) {
  *count = laidCount;
  return laid;
}

f64 square_scale(const Model *model, const Matrix *h) {
  Point middle = {model->target->width * 0.5, model->target->height * 0.5};
  f64 area = determinant(affine_at(h, middle));
  return area > 0 ? area : 0;
}

/* The level of the template whose pixels are most like those of the frame's level. */
static i32 template_level(const Model *model, const Matrix *h, i32 level) {
  f64 area = square_scale(model, h) / (f64)(1 << (2 * level));
  i32 found = 0;
  while (area < 0.5 && found < model->template.levels - 1) area *= 4, found++;
  return found;
}

static i32 points_of(const Model *model, i32 level) {
  i32 count = level < model->template.levels ? model->first[level + 1] - model->first[level] : 0;
  return count < MOST_PATCHES ? count : MOST_PATCHES;
}

/* A level of which the template knows few patches is left to the next coarser one. */
i32 finest_level(const Model *model, const Pyramid *frame, const Matrix *h) {
  f64 area = square_scale(model, h);
  i32 level = 0;
  while (area > 2.5 && level < frame->levels - 1) area *= 0.25, level++;
  i32 from = template_level(model, h, level);
  return level + (level < frame->levels - 1 && MUCH_FEWER * points_of(model, from) < points_of(model, from + 1));
}

static Affine inverted(Affine a) {
  f64 d = determinant(a);
  return (Affine){a.yy / d, -a.xy / d, -a.yx / d, a.xx / d};
}

/* Whether a patch around `at` lies in the image. */
static i32 shows(const Image *image, Point at) {
  const f64 half = PATCH * 0.5 + 1;
  return at.x > half && at.y > half && at.x < image->width - half && at.y < image->height - half;
}

/* Since the frame before, pixels of level 0. */
static Point motion_of(const Scene *scene, const Matrix *h, Point from) {
  if (!scene->before) return (Point){0, 0};
  Point is = apply(h, from), was = apply(scene->before, from);
  return (Point){is.x - was.x, is.y - was.y};
}

/* Cuts the template's patches as the frame should show them. */
static void cut_patches(const Model *model, const Scene *scene, i32 level, const Matrix *h, i32 most) {
  const Image *image = &scene->frame->level[level];
  i32 from = template_level(model, h, level);
  Matrix between = between_levels(*h, from, level);
  f64 shrink = 1.0 / (1 << from);
  laidCount = 0;
  for (i32 i = model->first[from]; i < model->first[from + 1] && laidCount < (most ? most : MOST_PATCHES); i++) {
    const TrackPoint *point = model->target->point + i;
    if (!most && !point->tells) continue;
    Point middle = {point->x * shrink, point->y * shrink}, at = apply(&between, middle);
    if (!shows(image, at)) continue;
    Affine a = affine_at(&between, middle);
    if (!(determinant(a) > 0.02)) continue;
    Laid *next = laid + laidCount;
    next->tells = point->tells, next->from = (Point){point->x, point->y};
    Taps taps = blur_taps(scene->blur, motion_of(scene, h, next->from), level);
    if (!patch_cut(&next->patch, &model->template.level[from], middle, inverted(a), &taps, most ? SLACK : WIDE_SLACK)) continue;
    next->isSeen = next->agrees = 0;
    laidCount++;
  }
}

/* What a sight is worth: W = (noise / gain^2 G^-1 + model error^2 I)^-1, with G the patch's own information. Both
 * summands have the same eigenvectors, so it is G (noise / gain^2 I + model error^2 G)^-1. */
static Displacement worth(const Laid *one, const Tensor *known, Point at, f64 reach) {
  const Sight *s = &one->sight;
  /* Differences span two pixels and are in 1/16 of a grey level. */
  f64 unit = s->gain * s->gain / (4 * 256.0), noise = s->noise + NOISE_FLOOR, model = MODEL_ERROR * MODEL_ERROR;
  f64 xx = known->xx * unit, xy = known->xy * unit, yy = known->yy * unit;
  f64 a = noise + model * xx, b = model * xy, c = noise + model * yy, d = a * c - b * b;
  f64 square = s->x * s->x + s->y * s->y, trust = reach * reach / (reach * reach + square);
  trust *= trust * s->fitted * s->fitted / d;
  f64 x = s->x, y = s->y, longest = 4 / __builtin_sqrt(square > 16 ? square : 16);
  return (Displacement){at, x * longest, y * longest, (xx * c - xy * b) * trust, (xy * a - xx * b) * trust,
                        (yy * a - xy * b) * trust};
}

/* Lays all patches where h, onto the image's level, says; returns how many say something. */
static i32 look(const Image *image, const Matrix *h, f64 reach, Displacement *out) {
  i32 n = 0;
  for (i32 i = 0; i < laidCount; i++) {
    Point at = laid[i].at = apply(h, laid[i].from);
    laid[i].isSeen = patch_lay(&laid[i].patch, image, at, &laid[i].sight);
    if (laid[i].isSeen && laid[i].sight.fitted > LEAST_FIT) out[n++] = worth(laid + i, &laid[i].patch.known, at, reach);
  }
  return n;
}

f64 likeness(const Model *model, const Scene *scene, i32 level, i32 most, const Matrix *h) {
  Matrix onto = between_levels(*h, 0, level);
  f64 sum = 0;
  cut_patches(model, scene, level, h, most);
  for (i32 i = 0; i < laidCount; i++) {
    laid[i].isSeen = patch_lay(&laid[i].patch, &scene->frame->level[level], apply(&onto, laid[i].from), &laid[i].sight);
    if (laid[i].isSeen) sum += laid[i].sight.correlation;
  }
  return laidCount ? sum / laidCount : 0;
}

static f64 lessened(f64 known, f64 shared) {
  f64 share = shared / known;
  return share < 0 ? 0 : share < 1 ? known * share * share : known;
}

/* What a patch knows, lessened along each of its own two directions by the square of the share of its slopes that the
 * frame shows too: what blur took away, and the template's own noise, hold nothing. */
static Tensor shown(const Laid *one) {
  const Tensor *known = &one->patch.known, *shared = &one->shared;
  f64 mean = (known->xx + known->yy) / 2, x = (known->xx - known->yy) / 2, y = known->xy;
  f64 apart = __builtin_sqrt(x * x + y * y), rows = PATCH / (PATCH - 2.0);
  if (apart > 0) x /= apart, y /= apart;
  f64 middle = (shared->xx + shared->yy) / 2, along = (shared->xx - shared->yy) / 2 * x + shared->xy * y;
  f64 most = lessened(mean + apart, rows * (middle + along)), least = lessened(mean - apart, rows * (middle - along));
  mean = (most + least) / 2, apart = (most - least) / 2;
  return (Tensor){mean + apart * x, apart * y, mean - apart * x};
}

/* How far the picture's corners may be off, pixels of the level that h leads to. */
static f64 corners_unsure(const Target *target, const Matrix *h) {
  static Displacement known[MOST_PATCHES];
  Point corner[4];
  i32 n = 0;
  for (i32 i = 0; i < laidCount; i++) {
    if (!laid[i].agrees) continue;
    Tensor held = shown(laid + i);
    known[n++] = worth(laid + i, &held, laid[i].at, 1);
  }
  corners_of(h, target->width, target->height, corner);
  return unsureness(known, n, corner, 4);
}

i32 align(const Model *model, const Scene *scene, i32 level, Effort effort, Matrix *h, Verdict *verdict) {
  static Displacement seen[MOST_PATCHES];
  const Image *image = &scene->frame->level[level];
  cut_patches(model, scene, level, h, effort.patches < MOST_PATCHES ? effort.patches : MOST_PATCHES);
  Matrix moved = between_levels(*h, 0, level);
  f64 reach = 3;
  for (i32 step = 0; step <= effort.steps; step++) {
    i32 n = look(image, &moved, reach, seen);
    if (n < 4) return 0;
    if (step == effort.steps) break;
    Freedom freedom = n < 6 ? MOVE_SIMILAR : n < 10 ? MOVE_AFFINE : MOVE_PROJECTIVE;
    if (!step_homography(&moved, seen, n, freedom)) return 0;
    reach = reach > 1 ? reach * 0.6 : 1;
  }
  f64 bend = unbend(model, image, laid, laidCount, &moved);
  Matrix whole = from_level(moved, level);
  if (!is_sane(&whole, model->target->width, model->target->height)) return 0;
  *h = whole;
  judge(model, image, laid, laidCount, verdict);
  verdict->level = level, verdict->bend = bend;
  verdict->unsure = corners_unsure(model->target, &moved) * (1 << level);
  return 1;
}

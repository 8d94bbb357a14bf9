#include "track/align.h"

/* Below this correlation a patch says nothing about where it is; from the second on it agrees. */
static const f64 LEAST_FIT = 0.35, AGREEING_FIT = 0.6;
static const f64 AGREEING_SHIFT = 1.0; /* pixels of the level, in any direction that the patch knows */
static const f64 SLACK = 1.5;          /* template pixels that a patch may look over the picture's edge */
static const f64 NOISE_FLOOR = 4;      /* squared grey levels: sensor, compression */
static const f64 MODEL_ERROR = 0.15;   /* pixels: what no homography explains, lens, paper and interpolation */

static const f64 USUAL_NOISE = 9; /* squared grey levels, of a sensor */
static const f64 NOISE_LEFT = 24, SLOPE_LEFT = 2, CONTRAST_LEFT = 0.1;
static const f64 PLANE = 0.12;         /* pixels off a homography that are not looked into */
static const f64 EXPLAINED = 0.5;      /* of the squares that a bend must leave at most */
static const f64 CLEAR_FIT = 0.75;
enum { LEAST_TO_BEND = 40, LARGEST_OFF = 6, FOLLOWING = 4 };

static Laid laid[MOST_PATCHES];
static i32 laidCount;

const Laid *aligned(i32 *count) {
  *count = laidCount;
  return laid;
}

/* Frame pixels per template pixel, squared, at the middle of the picture. */
static f64 square_scale(const Model *model, const Matrix *h) {
  Point middle = {model->target->width * 0.5, model->target->height * 0.5};
  f64 area = determinant(affine_at(h, middle));
  return area > 0 ? area : 0;
}

i32 finest_level(const Model *model, const Pyramid *frame, const Matrix *h) {
  f64 area = square_scale(model, h);
  i32 level = 0;
  while (area > 2.5 && level < frame->levels - 1) area *= 0.25, level++;
  return level;
}

/* The level of the template whose pixels are most like those of the frame's level. */
static i32 template_level(const Model *model, const Matrix *h, i32 level) {
  f64 area = square_scale(model, h) / (f64)(1 << (2 * level));
  i32 found = 0;
  while (area < 0.5 && found < model->template.levels - 1) area *= 4, found++;
  return found;
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
  for (i32 i = model->first[from]; i < model->first[from + 1] && laidCount < most; i++) {
    const TrackPoint *point = model->target->point + i;
    Point middle = {point->x * shrink, point->y * shrink}, at = apply(&between, middle);
    if (!shows(image, at)) continue;
    Affine a = affine_at(&between, middle);
    if (!(determinant(a) > 0.02)) continue;
    Laid *next = laid + laidCount;
    next->from = (Point){point->x, point->y};
    Taps taps = blur_taps(scene->blur, motion_of(scene, h, next->from), level);
    if (!patch_cut(&next->patch, &model->template.level[from], middle, inverted(a), &taps, SLACK)) continue;
    next->isSeen = next->agrees = 0;
    laidCount++;
  }
}

/* What a sight is worth: W = (noise / gain^2 G^-1 + model error^2 I)^-1, with G the patch's own information. Both
 * summands have the same eigenvectors, so it is G (noise / gain^2 I + model error^2 G)^-1. */
static Displacement worth(const Laid *one, Point at, f64 reach) {
  const Sight *s = &one->sight;
  /* Differences span two pixels and are in 1/16 of a grey level. */
  f64 unit = s->gain * s->gain / (4 * 256.0), noise = s->noise + NOISE_FLOOR, model = MODEL_ERROR * MODEL_ERROR;
  f64 xx = one->patch.xx * unit, xy = one->patch.xy * unit, yy = one->patch.yy * unit;
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
    if (laid[i].isSeen && laid[i].sight.fitted > LEAST_FIT) out[n++] = worth(laid + i, at, reach);
  }
  return n;
}

/* How far the frame is from showing the patch just there: the displacement, where the patch can know it. */
static f64 misplaced(const Laid *one) {
  const Patch *p = &one->patch;
  f64 x = one->sight.x, y = one->sight.y, most = p->xx > p->yy ? p->xx : p->yy;
  return __builtin_sqrt((p->xx * x * x + 2 * p->xy * x * y + p->yy * y * y) / most);
}

/* Whether noise, an error of half a pixel, and a little of the patch's contrast account for what is left of it. Smooth
 * shades correlate with each other wherever they lie, but not to within the noise. */
static i32 is_explained(const Laid *one) {
  const Patch *p = &one->patch;
  f64 unit = one->sight.gain * one->sight.gain / (256.0 * PATCH_AREA);
  f64 slope = (p->xx + p->yy) / 4 * unit, contrast = p->contrast * unit;
  return one->sight.noise < NOISE_LEFT + SLOPE_LEFT * slope + CONTRAST_LEFT * contrast;
}

/* The correlation, had the sensor no noise: that of a faint patch says more of the sensor than of the place. */
static f64 despite_noise(const Laid *one) {
  f64 signal = one->patch.contrast * one->sight.gain * one->sight.gain / (256.0 * PATCH_AREA);
  f64 clean = one->sight.correlation * __builtin_sqrt((signal + USUAL_NOISE) / signal);
  return clean < 1 ? clean : 1;
}

/* Shares of the picture, as a 4 x 4 grid, that have agreeing patches, of those that have any. */
static f64 covered(const Model *model) {
  u32 any = 0, good = 0;
  for (i32 i = 0; i < laidCount; i++) {
    i32 column = (i32)(4 * laid[i].from.x / model->target->width), row = (i32)(4 * laid[i].from.y / model->target->height);
    u32 cell = 1u << (4 * (row & 3) + (column & 3));
    any |= cell;
    if (laid[i].agrees) good |= cell;
  }
  return any ? (f64)__builtin_popcount(good) / __builtin_popcount(any) : 0;
}

/* The smaller root of det(shared - x known) = 0, and its direction: what the frame shows of the patches that agree,
 * relative to what is known of them, in the worst direction. Near 0, motion blur (or print without detail) leaves that
 * direction open: lines of text still correlate well wherever they are shifted along themselves. */
static void measure_sharpness(const Image *image, Verdict *verdict) {
  f64 known[3] = {0}, shared[3] = {0}, one[3];
  for (i32 i = 0; i < laidCount; i++) {
    const Patch *p = &laid[i].patch;
    if (!laid[i].agrees || !patch_shared(p, image, laid[i].at, laid[i].sight.gain, one)) continue;
    known[0] += p->xx, known[1] += p->xy, known[2] += p->yy;
    for (i32 k = 0; k < 3; k++) shared[k] += one[k];
  }
  f64 a = known[0] * known[2] - known[1] * known[1], c = shared[0] * shared[2] - shared[1] * shared[1];
  f64 b = known[0] * shared[2] + known[2] * shared[0] - 2 * known[1] * shared[1], d = b * b - 4 * a * c;
  verdict->sharpness = a > 0 ? (b - __builtin_sqrt(d > 0 ? d : 0)) / (2 * a) : 0;
  f64 x = verdict->sharpness * known[1] - shared[1], y = shared[0] - verdict->sharpness * known[0];
  f64 length = __builtin_sqrt(x * x + y * y);
  verdict->blurred = length > 0 ? (Point){x / length, y / length} : (Point){1, 0};
}

/* How far patches that are clearly seen are off the homography, the middle one of them. */
static f64 off_plane(void) {
  i32 below[LARGEST_OFF * 8 + 1] = {0}, n = 0;
  for (i32 i = 0; i < laidCount; i++) {
    if (!laid[i].isSeen || laid[i].sight.fitted < CLEAR_FIT) continue;
    f64 off = misplaced(laid + i);
    below[off < LARGEST_OFF ? (i32)(off * 8) : LARGEST_OFF * 8]++, n++;
  }
  i32 sum = 0, bin = 0;
  while (bin < LARGEST_OFF * 8 && 2 * (sum += below[bin]) < n) bin++;
  return n < LEAST_TO_BEND ? 0 : (bin + 0.5) / 8;
}

static Point place_of(const Model *model, const Laid *one) {
  const Target *t = model->target;
  return (Point){2 * (one->from.x + 0.5) / t->width - 1, 2 * (one->from.y + 0.5) / t->height - 1};
}

/* Follows every patch to where it really is; returns the offsets of those that are clearly seen there. */
static i32 offsets_of(const Model *model, const Image *image, const Matrix *h, Offset *out, Laid **whose) {
  i32 n = 0;
  for (i32 i = 0; i < laidCount; i++) {
    Laid *one = laid + i;
    Point flat = apply(h, one->from);
    one->at = flat;
    one->isSeen = patch_follow(&one->patch, image, FOLLOWING, &one->at, &one->sight) && one->sight.fitted > CLEAR_FIT;
    one->sight.x = one->at.x - flat.x, one->sight.y = one->at.y - flat.y;
    if (!one->isSeen || misplaced(one) > LARGEST_OFF) continue;
    whose[n] = one;
    out[n++] = (Offset){place_of(model, one), one->sight.x, one->sight.y, 1};
  }
  return n;
}

static f64 square_left(const Offset *one, const Bend *bend) {
  Point b = bend_at(bend, one->place);
  return (one->x - b.x) * (one->x - b.x) + (one->y - b.y) * (one->y - b.y);
}

/* Fits a bend again and again, so that those count little that are far off it; 0 when it explains too little. */
static i32 fit_robustly(Offset *offsets, i32 count, Bend *bend) {
  const Bend none = {{0}, {0}};
  for (i32 round = 0; round < 3; round++) {
    if (!bend_fit(offsets, count, bend)) return 0;
    for (i32 i = 0; i < count; i++) offsets[i].weight = 1 / (1 + 4 * square_left(offsets + i, bend));
  }
  f64 before = 0, after = 0;
  for (i32 i = 0; i < count; i++) {
    before += offsets[i].weight * square_left(offsets + i, &none);
    after += offsets[i].weight * square_left(offsets + i, bend);
  }
  return after < EXPLAINED * before;
}

/* Where patches are off the homography together, moves it to fit the bent picture best; what the bend explains is
 * taken from their sights. Returns how far they were off, 0 for a plane. */
static f64 unbend(const Model *model, const Image *image, Matrix *h) {
  static Offset offsets[MOST_PATCHES];
  static Laid *whose[MOST_PATCHES];
  f64 off = off_plane();
  if (off < PLANE) return 0;
  i32 n = offsets_of(model, image, h, offsets, whose);
  Bend bend;
  if (n < LEAST_TO_BEND || !fit_robustly(offsets, n, &bend)) return 0;
  for (i32 i = 0; i < n; i++) {
    Point b = bend_at(&bend, offsets[i].place);
    whose[i]->sight.x -= b.x, whose[i]->sight.y -= b.y, whose[i]->sight.correlation = whose[i]->sight.fitted;
  }
  Matrix flat = *h;
  if (bend_flatten(&bend, model->target->width, model->target->height, &flat)) *h = flat;
  return off;
}

static void judge(const Model *model, const Image *image, i32 level, f64 bend, Verdict *verdict) {
  *verdict = (Verdict){.level = level, .inView = laidCount, .bend = bend};
  for (i32 i = 0; i < laidCount; i++) {
    const Laid *one = laid + i;
    laid[i].agrees = one->isSeen && one->sight.correlation > AGREEING_FIT && misplaced(one) < AGREEING_SHIFT &&
                     is_explained(one);
    if (!laid[i].agrees) continue;
    verdict->agree++;
    verdict->correlation += despite_noise(one);
  }
  if (verdict->agree) verdict->correlation /= verdict->agree;
  verdict->cover = covered(model);
  measure_sharpness(image, verdict);
}

f64 likeness(const Model *model, const Scene *scene, i32 level, i32 most, const Matrix *h) {
  Matrix onto = between_levels(*h, 0, level);
  f64 sum = 0;
  cut_patches(model, scene, level, h, most);
  for (i32 i = 0; i < laidCount; i++)
    if (patch_lay(&laid[i].patch, &scene->frame->level[level], apply(&onto, laid[i].from), &laid[i].sight))
      sum += laid[i].sight.correlation;
  return laidCount ? sum / laidCount : 0;
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
  f64 bend = effort.bends ? unbend(model, image, &moved) : 0;
  Matrix whole = from_level(moved, level);
  if (!is_sane(&whole, model->target->width, model->target->height)) return 0;
  *h = whole;
  judge(model, image, level, bend, verdict);
  return 1;
}

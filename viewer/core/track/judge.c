#include "track/judge.h"

static const f64 AGREEING_FIT = 0.6;
static const f64 AGREEING_SHIFT = 1.0; /* pixels of the level, in any direction that the patch knows */
static const f64 USUAL_NOISE = 9;      /* squared grey levels, of a sensor */
static const f64 NOISE_LEFT = 24;      /* squared grey levels that may be left in any patch, */
static const f64 SLOPE_LEFT = 2;       /* squares of its gradient, as if it were that far off, */
static const f64 CONTRAST_LEFT = 0.1;  /* and share of its contrast */

f64 misplaced(const Laid *one) {
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
static f64 covered(const Model *model, const Laid *laid, i32 count) {
  u32 any = 0, good = 0;
  for (i32 i = 0; i < count; i++) {
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
static void measure_sharpness(const Image *image, const Laid *laid, i32 count, Verdict *verdict) {
  f64 known[3] = {0}, shared[3] = {0}, one[3];
  for (i32 i = 0; i < count; i++) {
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

void judge(const Model *model, const Image *image, Laid *laid, i32 count, Verdict *verdict) {
  *verdict = (Verdict){.inView = count};
  for (i32 i = 0; i < count; i++) {
    const Laid *one = laid + i;
    laid[i].agrees = one->isSeen && one->sight.correlation > AGREEING_FIT && misplaced(one) < AGREEING_SHIFT &&
                     is_explained(one);
    if (!laid[i].agrees) continue;
    verdict->agree++;
    verdict->correlation += despite_noise(one);
    verdict->error += misplaced(one);
  }
  if (verdict->agree) verdict->correlation /= verdict->agree, verdict->error /= verdict->agree;
  verdict->cover = covered(model, laid, count);
  measure_sharpness(image, laid, count, verdict);
}

#include "track/judge.h"

static const f64 AGREEING_FIT = 0.6;
static const f64 AGREEING_SHIFT = 1.0; /* pixels of the level, in any direction that the patch knows */
static const f64 USUAL_NOISE = 9;      /* squared grey levels, of a sensor */
static const f64 NOISE_LEFT = 24;      /* squared grey levels that may be left in any patch, */
static const f64 SLOPE_LEFT = 2;       /* squares of its gradient, as if it were that far off, */
static const f64 CONTRAST_LEFT = 0.1;  /* and share of its contrast */

f64 misplaced(const Laid *one) {
  const Tensor *known = &one->patch.known;
  f64 x = one->sight.x, y = one->sight.y, most = known->xx > known->yy ? known->xx : known->yy;
  return __builtin_sqrt((known->xx * x * x + 2 * known->xy * x * y + known->yy * y * y) / most);
}

/* Whether noise, an error of half a pixel, and a little of the patch's contrast account for what is left of it. Smooth
 * shades correlate with each other wherever they lie, but not to within the noise. */
static i32 is_explained(const Laid *one) {
  const Patch *p = &one->patch;
  f64 unit = one->sight.gain * one->sight.gain / (256.0 * PATCH_AREA);
  f64 slope = (p->known.xx + p->known.yy) / 4 * unit, contrast = p->contrast * unit;
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

static void gather(Tensor *sum, const Tensor *one) {
  sum->xx += one->xx, sum->xy += one->xy, sum->yy += one->yy;
}

/* The smaller root of det(shared - x known) = 0, and its direction: what the frame shows of the patches that agree,
 * relative to what is known of them, in the worst direction. Near 0, motion blur (or print without detail) leaves that
 * direction open: lines of text still correlate well wherever they are shifted along themselves. */
static void measure_sharpness(const Laid *laid, i32 count, Verdict *verdict) {
  Tensor known = {0, 0, 0}, shared = {0, 0, 0};
  for (i32 i = 0; i < count; i++)
    if (laid[i].agrees) gather(&known, &laid[i].patch.known), gather(&shared, &laid[i].shared);
  f64 a = known.xx * known.yy - known.xy * known.xy, c = shared.xx * shared.yy - shared.xy * shared.xy;
  f64 b = known.xx * shared.yy + known.yy * shared.xx - 2 * known.xy * shared.xy, d = b * b - 4 * a * c;
  verdict->sharpness = a > 0 ? (b - __builtin_sqrt(d > 0 ? d : 0)) / (2 * a) : 0;
  f64 x = verdict->sharpness * known.xy - shared.xy, y = shared.xx - verdict->sharpness * known.xx;
  f64 length = __builtin_sqrt(x * x + y * y);
  verdict->blurred = length > 0 ? (Point){x / length, y / length} : (Point){1, 0};
}

void judge(const Model *model, const Image *image, Laid *laid, i32 count, Verdict *verdict) {
  *verdict = (Verdict){.inView = count};
  for (i32 i = 0; i < count; i++) {
    const Laid *one = laid + i;
    laid[i].agrees = one->isSeen && one->sight.correlation > AGREEING_FIT && misplaced(one) < AGREEING_SHIFT &&
                     is_explained(one) && patch_shared(&one->patch, image, one->at, one->sight.gain, &laid[i].shared);
    if (!laid[i].agrees) continue;
    verdict->agree++;
    verdict->correlation += despite_noise(one);
    verdict->error += misplaced(one);
  }
  if (verdict->agree) verdict->correlation /= verdict->agree, verdict->error /= verdict->agree;
  verdict->cover = covered(model, laid, count);
  measure_sharpness(laid, count, verdict);
}

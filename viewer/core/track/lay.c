/* Lays patches on images. */
#include "track/products.h"

static const f64 LEAST_CONTRAST = 0.7; /* grey levels, standard deviation of what the image shows */
static const f64 LEAST_GAIN = 0.02, MOST_GAIN = 8;
static const f64 SETTLED = 0.02; /* pixels */

/* From the products to gain and displacement; see patch.h. `right` and `down` are differences over two pixels. */
static i32 interpret(const Patch *p, Products s, Sight *sight) {
  f64 mean = s.one / PATCH_AREA, contrast = s.square - s.one * mean;
  f64 least = LEAST_CONTRAST * 16;
  if (contrast < least * least * PATCH_AREA) return 0;
  f64 t = s.value - mean * p->sum[0], r = s.right - mean * p->sum[1], d = s.down - mean * p->sum[2];
  const f64 *m = p->inverse;
  f64 gain = m[0] * t + m[1] * r + m[2] * d;
  f64 cr = m[1] * t + m[3] * r + m[4] * d, cd = m[2] * t + m[4] * r + m[5] * d;
  f64 explained = gain * t + cr * r + cd * d;
  sight->gain = gain;
  sight->correlation = t / __builtin_sqrt(p->contrast * contrast);
  sight->fitted = explained > 0 ? __builtin_sqrt(explained < contrast ? explained / contrast : 1) : 0;
  sight->noise = (contrast > explained ? contrast - explained : 0) / (256.0 * PATCH_AREA);
  if (!(gain > LEAST_GAIN && gain < MOST_GAIN)) return 0;
  sight->x = -2 * cr / gain, sight->y = -2 * cd / gain;
  return 1;
}

/* Where a patch begins in the image: a whole pixel and 1/128 ths of one. */
typedef struct {
  f64 left, top;
  i32 x, y, u, v;
} Start;

static i32 start_of(const Image *image, Point at, Start *s) {
  s->left = at.x - (PATCH - 1) * 0.5, s->top = at.y - (PATCH - 1) * 0.5;
  if (!(s->left >= 0 && s->top >= 0 && s->left < image->width - PATCH && s->top < image->height - PATCH)) return 0;
  s->x = (i32)s->left, s->y = (i32)s->top;
  s->u = (i32)((s->left - s->x) * 128 + 0.5), s->v = (i32)((s->top - s->y) * 128 + 0.5);
  return 1;
}

i32 patch_lay(const Patch *patch, const Image *image, Point at, Sight *sight) {
  Start s;
  if (!start_of(image, at, &s)) return 0;
  if (!interpret(patch, products_of(patch, image->data + s.y * image->stride + s.x, image->stride, s.u, s.v), sight)) return 0;
  sight->x += s.x + s.u * (1.0 / 128) - s.left, sight->y += s.y + s.v * (1.0 / 128) - s.top;
  return 1;
}

i32 patch_shared(const Patch *patch, const Image *image, Point at, f64 gain, Tensor *shared) {
  Start s;
  if (!start_of(image, at, &s)) return 0;
  if (s.u > 64 && s.x + 1 < image->width - PATCH) s.x++;
  if (s.v > 64 && s.y + 1 < image->height - PATCH) s.y++;
  i32 xx = 0, xy = 0, yy = 0;
  for (i32 row = 1, i = PATCH; row < PATCH - 1; row++) {
    const u8 *p = image->data + (s.y + row) * image->stride + s.x;
    for (i32 column = 0; column < PATCH; column++, i++, p++) {
      i32 right = p[1] - p[-1], down = p[image->stride] - p[-image->stride];
      xx += right * patch->right[i], yy += down * patch->down[i];
      xy += right * patch->down[i] + down * patch->right[i];
    }
  }
  f64 unit = 16 / gain;
  *shared = (Tensor){xx * unit, xy * unit * 0.5, yy * unit};
  return 1;
}

static f64 clamp(f64 x, f64 most) {
  return x > most ? most : x < -most ? -most : x;
}

i32 patch_follow(const Patch *patch, const Image *image, i32 steps, Point *at, Sight *sight) {
  for (i32 i = 0; i < steps; i++) {
    if (!patch_lay(patch, image, *at, sight)) return 0;
    at->x += clamp(sight->x, 3), at->y += clamp(sight->y, 3);
    if (sight->x * sight->x + sight->y * sight->y < SETTLED * SETTLED) return 1;
  }
  return 1;
}

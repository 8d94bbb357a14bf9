#include "image.h"

#include "vector.h"

static i32 stride_of(i32 width) { return (width + 2 * BORDER + 15) & ~15; }
static i32 bytes_of(i32 width, i32 height) { return stride_of(width) * (height + 2 * BORDER); }
static i32 is_made(i32 width, i32 height, i32 level) {
  return level < LEVELS && (level == 0 || (width >= MIN_SIDE && height >= MIN_SIDE));
}

i32 pyramid_bytes(i32 width, i32 height) {
  i32 bytes = 0;
  for (i32 level = 0; is_made(width, height, level); level++) {
    bytes += bytes_of(width, height);
    width = (width + 1) / 2;
    height = (height + 1) / 2;
  }
  return bytes;
}

void image_lay(Image *image, u8 *memory, i32 width, i32 height) {
  i32 stride = stride_of(width);
  *image = (Image){memory + BORDER * stride + BORDER, width, height, stride};
}

void pyramid_lay(Pyramid *pyramid, u8 *memory, i32 width, i32 height) {
  pyramid->levels = 0;
  for (i32 level = 0; is_made(width, height, level); level++) {
    image_lay(&pyramid->level[level], memory, width, height);
    pyramid->levels = level + 1;
    memory += bytes_of(width, height);
    width = (width + 1) / 2;
    height = (height + 1) / 2;
  }
}

static i32 luma(const u8 *rgba) { return (77 * rgba[0] + 150 * rgba[1] + 29 * rgba[2] + 128) >> 8; }

#if VECTORS
/* Four pixels, read as pairs of red and blue, green and alpha. */
static i32x4 luma4(const u8 *rgba) {
  u16x8 pixels = (u16x8)load16(rgba);
  i32x4 red_blue = dot_pairs((i16x8)(pixels & 255), (i16x8){77, 29, 77, 29, 77, 29, 77, 29});
  i32x4 green = dot_pairs((i16x8)(pixels >> 8), (i16x8){150, 0, 150, 0, 150, 0, 150, 0});
  return (red_blue + green + 128) >> 8;
}

static u8x16 luma16(const u8 *rgba) {
  i32x4 a = luma4(rgba), b = luma4(rgba + 16), c = luma4(rgba + 32), d = luma4(rgba + 48);
  i16x8 low = narrow_pair(a, b), high = narrow_pair(c, d);
  i16x16 both = __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  return __builtin_convertvector(both, u8x16);
}

static i32 luma_row(const u8 *rgba, i32 width, u8 *row) {
  i32 x = 0;
  for (; x + 16 <= width; x += 16) store16(row + x, luma16(rgba + 4 * x));
  return x;
}
#else
static i32 luma_row(const u8 *rgba, i32 width, u8 *row) { return (void)rgba, (void)width, (void)row, 0; }
#endif

void image_from_rgba(Image *image, const u8 *rgba) {
  for (i32 y = 0; y < image->height; y++) {
    u8 *row = image->data + y * image->stride;
    i32 done = luma_row(rgba, image->width, row);
    for (i32 x = done; x < image->width; x++) row[x] = (u8)luma(rgba + 4 * x);
    rgba += 4 * image->width;
  }
}

void image_from_grey(Image *image, const u8 *grey) {
  for (i32 y = 0; y < image->height; y++)
    __builtin_memcpy(image->data + y * image->stride, grey + y * image->width, (u32)image->width);
}

void image_replicate(Image *image) {
  i32 right = image->stride - BORDER - image->width;
  for (i32 y = 0; y < image->height; y++) {
    u8 *row = image->data + y * image->stride;
    __builtin_memset(row - BORDER, row[0], BORDER);
    __builtin_memset(row + image->width, row[image->width - 1], (u32)right);
  }
  u8 *top = image->data - BORDER, *bottom = top + (image->height - 1) * image->stride;
  for (i32 i = 1; i <= BORDER; i++) {
    __builtin_memcpy(top - i * image->stride, top, (u32)image->stride);
    __builtin_memcpy(bottom + i * image->stride, bottom, (u32)image->stride);
  }
}

#if VECTORS
/* Sums of five rows around `row`, weighted 1 4 6 4 1; at most 16 * 255. Multiples of 16 columns from -16 on. */
static void sum_columns(const u8 *row, i32 stride, i32 width, u16 *sums) {
  for (i32 x = -16; x < width + 16; x += 16) {
    const u8 *at = row + x;
    u16x16 outer = load_wide16(at - 2 * stride) + load_wide16(at + 2 * stride);
    u16x16 inner = load_wide16(at - stride) + load_wide16(at + stride) + load_wide16(at);
    u16x16 sum = outer + (inner << 2) + (load_wide16(at) << 1);
    __builtin_memcpy(sums + x, &sum, sizeof sum);
  }
}

static u16x16 load_sums(const u16 *sums) {
  u16x16 v;
  __builtin_memcpy(&v, sums, sizeof v);
  return v;
}

#define EVEN(a, b) __builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30)
#define ODD(a, b) __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31)

/* Every second pixel of the weighted sums along a row. */
static void halve_row(const u16 *sums, i32 width, u8 *to) {
  for (i32 x = 0; x < width; x += 16) {
    const u16 *at = sums + 2 * x;
    u16x16 a = load_sums(at - 2), b = load_sums(at + 14), c = load_sums(at), d = load_sums(at + 16);
    u16x16 e = load_sums(at + 2), f = load_sums(at + 18);
    u16x16 outer = EVEN(a, b) + EVEN(e, f), inner = ODD(a, b) + EVEN(c, d) + ODD(c, d);
    store_narrow16(to + x, (outer + (inner << 2) + (EVEN(c, d) << 1) + 128) >> 8);
  }
}

/* Every pixel of the weighted sums along a row. */
static void smooth_row(const u16 *sums, i32 width, u8 *row) {
  for (i32 x = 0; x < width; x += 16) {
    const u16 *at = sums + x;
    u16x16 outer = load_sums(at - 2) + load_sums(at + 2), inner = load_sums(at - 1) + load_sums(at) + load_sums(at + 1);
    store_narrow16(row + x, (outer + (inner << 2) + (load_sums(at) << 1) + 128) >> 8);
  }
}
#else
/* The same pixel by pixel. */
static i32 five(i32 a, i32 b, i32 c, i32 d, i32 e) { return a + e + 4 * (b + d) + 6 * c; }

static void sum_columns(const u8 *row, i32 stride, i32 width, u16 *sums) {
  for (i32 x = -16; x < width + 16; x++) {
    const u8 *at = row + x;
    sums[x] = (u16)five(at[-2 * stride], at[-stride], at[0], at[stride], at[2 * stride]);
  }
}

static u8 along(const u16 *at) { return (u8)((five(at[-2], at[-1], at[0], at[1], at[2]) + 128) >> 8); }

static void halve_row(const u16 *sums, i32 width, u8 *to) {
  for (i32 x = 0; x < width; x++) to[x] = along(sums + 2 * x);
}

static void smooth_row(const u16 *sums, i32 width, u8 *row) {
  for (i32 x = 0; x < width; x++) row[x] = along(sums + x);
}
#endif

static u16 column_sums[BORDER + 2 * BORDER + MAX_SIDE + 2 * BORDER];

static void halve(const Image *from, Image *to) {
  u16 *sums = column_sums + BORDER;
  for (i32 y = 0; y < to->height; y++) {
    sum_columns(from->data + 2 * y * from->stride, from->stride, 2 * to->width + 16, sums);
    halve_row(sums, to->width, to->data + y * to->stride);
  }
}

void pyramid_build(Pyramid *pyramid) {
  image_replicate(&pyramid->level[0]);
  for (i32 level = 1; level < pyramid->levels; level++) {
    halve(&pyramid->level[level - 1], &pyramid->level[level]);
    image_replicate(&pyramid->level[level]);
  }
}

void image_smooth(const Image *from, Image *to) {
  u16 *sums = column_sums + BORDER;
  for (i32 y = 0; y < from->height; y++) {
    sum_columns(from->data + y * from->stride, from->stride, from->width, sums);
    u8 *row = to->data + y * to->stride;
    smooth_row(sums, from->width, row);
  }
  image_replicate(to);
}

static u8x16 softened(const u8 *at, i32 step) {
  return average(average(load16(at - 2 * step), load16(at + 2 * step)), load16(at));
}

void image_soften(const Image *from, Image *to) {
  static u8 row[BORDER + MAX_SIDE + 2 * BORDER];
  i32 end = from->width + 16;
  for (i32 y = -16; y < from->height + 16; y++) {
    const u8 *above = from->data + y * from->stride;
    u8 *made = to->data + y * to->stride;
    for (i32 x = -BORDER; x < end + 2; x += 16) store16(row + BORDER + x, softened(above + x, from->stride));
    for (i32 x = -16; x < end; x += 16) store16(made + x, softened(row + BORDER + x, 1));
  }
}

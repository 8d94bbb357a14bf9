#include "track/products.h"

#include "vector.h"

#if VECTORS

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

/* Sums of neighbouring products. */
static inline i32x4 dot(i16x8 a, i16x8 b) {
#ifdef __wasm_simd128__
  return (i32x4)wasm_i32x4_dot_i16x8((v128_t)a, (v128_t)b);
#else
  i32x4 out;
  for (i32 i = 0; i < 4; i++) out[i] = a[2 * i] * b[2 * i] + a[2 * i + 1] * b[2 * i + 1];
  return out;
#endif
}

typedef struct {
  i16x8 a, b;
} Row; /* 16 pixels in 1/16 of a grey level */

/* Pairs of horizontal neighbours, widened: 16 pixels from p. */
typedef struct {
  i16x8 pair[4];
} Pairs;

static inline Pairs pairs(const u8 *p) {
  u8x16 a = load16(p), b = load16(p + 1);
  u8x16 low = __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  u8x16 high = __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  u8x8 part[4] = {__builtin_shufflevector(low, low, 0, 1, 2, 3, 4, 5, 6, 7),
                  __builtin_shufflevector(low, low, 8, 9, 10, 11, 12, 13, 14, 15),
                  __builtin_shufflevector(high, high, 0, 1, 2, 3, 4, 5, 6, 7),
                  __builtin_shufflevector(high, high, 8, 9, 10, 11, 12, 13, 14, 15)};
  Pairs out;
  for (i32 i = 0; i < 4; i++) out.pair[i] = __builtin_convertvector(part[i], i16x8);
  return out;
}

static inline i16x8 narrow(i32x4 a, i32x4 b) {
  i16x8 x = (i16x8)a, y = (i16x8)b;
  return __builtin_shufflevector(x, y, 0, 2, 4, 6, 8, 10, 12, 14);
}

/* What the four pixels around are worth at u / 128, v / 128 from the upper left one. */
typedef struct {
  i16x8 upper, lower;
} Weights;

static inline Weights weights(i32 u, i32 v) {
  i16 w11 = (i16)(u * v), w10 = (i16)((v << 7) - w11), w01 = (i16)((u << 7) - w11);
  i16 w00 = (i16)(16384 - w11 - w10 - w01);
  return (Weights){{w00, w01, w00, w01, w00, w01, w00, w01}, {w10, w11, w10, w11, w10, w11, w10, w11}};
}

/* Bilinear between two rows; weights are in 1/16384 and the result in 1/16. */
static inline Row blend(const Pairs *top, const Pairs *bottom, Weights w) {
  i32x4 part[4];
  for (i32 i = 0; i < 4; i++) part[i] = (dot(top->pair[i], w.upper) + dot(bottom->pair[i], w.lower) + (1 << 9)) >> 10;
  return (Row){narrow(part[0], part[1]), narrow(part[2], part[3])};
}

static inline f64 total(i32x4 v) {
  return (f64)((i64)v[0] + v[1] + v[2] + v[3]);
}

static inline i32x4 both(Row row, const i16 *with) {
  i16x8 a, b;
  __builtin_memcpy(&a, with, 16), __builtin_memcpy(&b, with + 8, 16);
  return dot(row.a, a) + dot(row.b, b);
}

Products products_of(const Patch *patch, const u8 *p, i32 stride, i32 u, i32 v) {
  const Weights w = weights(u, v);
  const i16x8 ones = {1, 1, 1, 1, 1, 1, 1, 1};
  i32x4 one = {0}, square = {0}, value = {0}, right = {0}, down = {0};
  Pairs top = pairs(p);
  for (i32 row = 0; row < PATCH; row++) {
    p += stride;
    Pairs bottom = pairs(p);
    Row j = blend(&top, &bottom, w);
    one += dot(j.a, ones) + dot(j.b, ones);
    square += dot(j.a, j.a) + dot(j.b, j.b);
    value += both(j, patch->value + row * PATCH);
    right += both(j, patch->right + row * PATCH);
    down += both(j, patch->down + row * PATCH);
    top = bottom;
  }
  return (Products){total(one), total(square), total(value), total(right), total(down)};
}

f64 product(const i16 *a, const i16 *b) {
  i32x4 sum = {0};
  for (i32 i = 0; i < PATCH_AREA; i += 8) {
    i16x8 x, y;
    __builtin_memcpy(&x, a + i, sizeof x), __builtin_memcpy(&y, b + i, sizeof y);
    sum += dot(x, y);
  }
  return total(sum);
}

/* Two blends of 16 make a row of 18. */
void samples_between(const u8 *p, i32 stride, i32 u, i32 v, i32 rows, i16 *out) {
  const Weights w = weights(u, v);
  Pairs above = pairs(p), above2 = pairs(p + 2);
  for (i32 row = 0; row < rows; row++, out += 18) {
    p += stride;
    Pairs below = pairs(p), below2 = pairs(p + 2);
    Row first = blend(&above, &below, w), second = blend(&above2, &below2, w);
    __builtin_memcpy(out, &first, sizeof first), __builtin_memcpy(out + 2, &second, sizeof second);
    above = below, above2 = below2;
  }
}

#else

static void sample(const u8 *p, i32 stride, i32 u, i32 v, i32 columns, i32 rows, i16 *out) {
  i32 w11 = u * v, w10 = (v << 7) - w11, w01 = (u << 7) - w11, w00 = 16384 - w11 - w10 - w01;
  for (i32 row = 0; row < rows; row++, p += stride)
    for (i32 x = 0; x < columns; x++) {
      const u8 *q = p + stride;
      *out++ = (i16)((p[x] * w00 + p[x + 1] * w01 + q[x] * w10 + q[x + 1] * w11 + (1 << 9)) >> 10);
    }
}

Products products_of(const Patch *patch, const u8 *p, i32 stride, i32 u, i32 v) {
  i16 j[PATCH_AREA];
  sample(p, stride, u, v, PATCH, PATCH, j);
  i32 one = 0;
  i64 square = 0, value = 0, right = 0, down = 0;
  for (i32 i = 0; i < PATCH_AREA; i++) {
    one += j[i], square += j[i] * j[i];
    value += j[i] * patch->value[i], right += j[i] * patch->right[i], down += j[i] * patch->down[i];
  }
  return (Products){one, (f64)square, (f64)value, (f64)right, (f64)down};
}

f64 product(const i16 *a, const i16 *b) {
  i64 sum = 0;
  for (i32 i = 0; i < PATCH_AREA; i++) sum += a[i] * b[i];
  return (f64)sum;
}

void samples_between(const u8 *p, i32 stride, i32 u, i32 v, i32 rows, i16 *out) {
  sample(p, stride, u, v, 18, rows, out);
}

#endif

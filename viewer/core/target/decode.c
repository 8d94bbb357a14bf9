/* Decodes a template: integers only, so that every host gets the same pixels, and safe for any bytes. */
#include "target.h"

#include "target/model.h"
#include "target/transform.h"

/* The range decoder of LZMA (I. Pavlov): beyond the end it reads zeros. */
struct Coder {
  const u8 *at, *end;
  u32 range, code;
};

static inline u32 next_byte(Coder *coder) { return coder->at < coder->end ? *coder->at++ : 0; }

static inline void refill(Coder *coder) {
  while (coder->range < 1u << 24) {
    coder->range <<= 8;
    coder->code = coder->code << 8 | next_byte(coder);
  }
}

static i32 code_bit(Coder *coder, Chance *chance, i32 bit) {
  u32 bound = (coder->range >> 15) * (((u32)chance->fast + chance->slow) >> 2);
  bit = coder->code >= bound;
  coder->code -= bit ? bound : 0;
  coder->range = bit ? coder->range - bound : bound;
  learn(chance, bit);
  refill(coder);
  return bit;
}

static i32 code_even(Coder *coder, i32 bit) {
  coder->range >>= 1;
  bit = coder->code >= coder->range;
  coder->code -= bit ? coder->range : 0;
  refill(coder);
  return bit;
}

static inline i32 within(i32 value, i32 low, i32 high) { return value < low ? low : value > high ? high : value; }

/* Sums of cosines down the columns, rounded and turned on their side. Most coefficients are 0. */
static void add_up(const i32 *in, i32 *out, i32 shift) {
  for (i32 column = 0; column < 8; column++, out += 8) {
    for (i32 n = 0; n < 8; n++) out[n] = 1 << (shift - 1);
    for (i32 k = 0; k < 8; k++) {
      i32 value = in[k * 8 + column];
      if (!value) continue;
      for (i32 n = 0; n < 8; n++) out[n] += value * COSINES[k][n];
    }
    for (i32 n = 0; n < 8; n++) out[n] >>= shift;
  }
}

/* Coefficients in 1 / 8 to grey levels. Sums stay below 2^31 for |coefficient| <= MOST. */
static void inverse(const i32 *block, i32 *pixels) {
  i32 half[64];
  add_up(block, half, 12);
  add_up(half, pixels, 15);
}

static void paint(Image *into, i32 left, i32 top, const i32 *pixels) {
  i32 width = least(8, into->width - left), height = least(8, into->height - top);
  for (i32 y = 0; y < height; y++)
    for (i32 x = 0; x < width; x++)
      into->data[(top + y) * into->stride + left + x] = (u8)within(pixels[y * 8 + x] + 128, 0, 255);
}

void template_decode(const Target *target, Image *into) {
  static Model model;
  const u8 *bytes = target->image;
  i32 size = within(target->image_bytes, 0, TARGET_BYTES);
  i32 base = size < 2 ? 1 : least(bytes[0] | bytes[1] << 8, COARSEST);
  Coder coder = {bytes + least(size, 2), bytes + size, 0xffffffffu, 0};
  for (i32 i = 0; i < 4; i++) coder.code = coder.code << 8 | next_byte(&coder);
  model_start(&model);
  i32 width = least(into->width, TEMPLATE_SIDE), height = least(into->height, TEMPLATE_SIDE);
  for (i32 y = 0; y < height; y += 8)
    for (i32 x = 0; x < width; x += 8) {
      i16 block[64] = {0};
      i32 scaled[64], pixels[64];
      code_block(&coder, &model, x / 8, block);
      for (i32 i = 0; i < 64; i++) scaled[i] = within(block[i] * step_of(base, i), -MOST, MOST);
      inverse(scaled, pixels);
      paint(into, x, y, pixels);
    }
}

/* Encodes a template for the compiler of targets; `target/decode.c` is its other half. */
#include "target/model.h"
#include "target/transform.h"
#include "workbench/encode.h"

/* The range encoder of LZMA: a carry travels back through one kept byte and a run of 255. */
struct Coder {
  u64 low;
  u32 range, kept, run;
  u8 *out;
  i32 size, limit, begun;
};

static void put(Coder *coder, u32 byte) {
  if (coder->size < coder->limit) coder->out[coder->size] = (u8)byte;
  coder->size++;
}

static void shift(Coder *coder) {
  if ((u32)coder->low < 0xff000000u || coder->low >> 32) {
    u32 carry = (u32)(coder->low >> 32);
    if (coder->begun) put(coder, coder->kept + carry);
    for (; coder->run; coder->run--) put(coder, 255 + carry);
    coder->begun = 1;
    coder->kept = (u32)(coder->low >> 24) & 255;
  } else {
    coder->run++;
  }
  coder->low = (coder->low & 0x00ffffffu) << 8;
}

static i32 code_bit(Coder *coder, Chance *chance, i32 bit) {
  u32 bound = (coder->range >> 15) * (((u32)chance->fast + chance->slow) >> 2);
  coder->low += bit ? bound : 0;
  coder->range = bit ? coder->range - bound : bound;
  learn(chance, bit);
  for (; coder->range < 1u << 24; coder->range <<= 8) shift(coder);
  return bit;
}

static i32 code_even(Coder *coder, i32 bit) {
  coder->range >>= 1;
  coder->low += bit ? coder->range : 0;
  for (; coder->range < 1u << 24; coder->range <<= 8) shift(coder);
  return bit;
}

/* Pixels beyond the right and lower edge repeat the last ones. */
static void forward(const u8 *grey, i32 width, i32 height, i32 left, i32 top, f32 *out) {
  f32 half[64];
  for (i32 y = 0; y < 8; y++)
    for (i32 k = 0; k < 8; k++) {
      i32 sum = 0;
      for (i32 x = 0; x < 8; x++)
        sum += COSINES[k][x] * (grey[least(top + y, height - 1) * width + least(left + x, width - 1)] - 128);
      half[y * 8 + k] = (f32)sum;
    }
  for (i32 k = 0; k < 8; k++)
    for (i32 x = 0; x < 8; x++) {
      f32 sum = 0;
      for (i32 y = 0; y < 8; y++) sum += half[y * 8 + x] * COSINES[k][y];
      out[k * 8 + x] = sum / (4096.0f * 4096.0f);
    }
}

/* Rounds down more often than up: small values cost more bits than they are worth. */
static i16 quantised(f32 value, i32 step, f32 rounding) {
  f32 size = (value < 0 ? -value : value) * 8 / (f32)step + rounding;
  i16 whole = (i16)(size < 32000 ? size : 32000);
  return value < 0 ? -whole : whole;
}

i32 template_encode(const u8 *grey, i32 width, i32 height, i32 base, u8 *out, i32 limit) {
  static Model model;
  Coder coder = {0, 0xffffffffu, 0, 0, out, 0, limit, 0};
  put(&coder, (u32)base & 255);
  put(&coder, (u32)base >> 8);
  model_start(&model);
  for (i32 y = 0; y < height; y += 8)
    for (i32 x = 0; x < width; x += 8) {
      f32 wave[64];
      i16 block[64];
      forward(grey, width, height, x, y, wave);
      for (i32 i = 0; i < 64; i++) block[i] = quantised(wave[i], step_of(base, i), i ? 0.36f : 0.5f);
      code_block(&coder, &model, x / 8, block);
    }
  for (i32 i = 0; i < 5; i++) shift(&coder);
  return coder.size;
}

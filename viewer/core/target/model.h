/* How a coded template is laid out: quantised 8x8 cosine transforms, block by block, in adaptive binary decisions.
 *
 * The decoder and the encoder both include this file, each with a `code_bit` of its own, so that they cannot disagree:
 * `code_bit(coder, chance, bit)` answers the bit that was decided; the decoder ignores the one that it is given.
 *
 * Coefficients are coded from the last that is not zero down to the first, each in the context of those coded before it
 * to its right and below (T. Nguyen et al., Transform coding techniques in HEVC, 2013) and of the blocks above and to
 * the left. A chance is the mean of a fast and a slow average, as small pictures need both.
 */
#pragma once
#include "core.h"

enum { ACROSS = TEMPLATE_SIDE / 8, NEAR = 7, BANDS = 8, SIZES = 15, DEEPEST = 14 };

/* Of a zero, in 1 / 65536. */
typedef struct {
  u16 fast, slow;
} Chance;

typedef struct {
  Chance last[9][64];
  Chance zero[3][BANDS][NEAR], one[BANDS][NEAR], two[BANDS][NEAR], large[3][SIZES];
  Chance flat[3], negative[3], difference[3][SIZES];
  i16 row[ACROSS][64]; /* quantised blocks: above and right of the present one those of the row before */
  u8 ends[ACROSS];     /* where they end */
} Model;

typedef struct Coder Coder;
static i32 code_bit(Coder *coder, Chance *chance, i32 bit);
static i32 code_even(Coder *coder, i32 bit);

static const u8 ZIGZAG[64] = {
    0,  1,  8,  16, 9,  2,  3,  10, 17, 24, 32, 25, 18, 11, 4,  5,  12, 19, 26, 33, 40, 48,
    41, 34, 27, 20, 13, 6,  7,  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23,
    30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
};

static inline i32 least(i32 a, i32 b) { return a < b ? a : b; }
static inline i32 magnitude(i32 a) { return a < 0 ? -a : a; }

/* Neither average ever reaches 0 or 65536, so that both outcomes stay possible. */
static inline void learn(Chance *chance, i32 bit) {
  chance->fast = (u16)(bit ? chance->fast - (chance->fast >> 4) : chance->fast + ((65535 - chance->fast) >> 4));
  chance->slow = (u16)(bit ? chance->slow - (chance->slow >> 7) : chance->slow + ((65535 - chance->slow) >> 7));
}

static void model_start(Model *model) {
  Chance *chance = (Chance *)model;
  for (u32 i = 0; i < __builtin_offsetof(Model, row) / sizeof(Chance); i++) chance[i] = (Chance){32768, 32768};
  for (i32 i = 0; i < ACROSS * 64; i++) model->row[i / 64][i % 64] = 0;
  for (i32 i = 0; i < ACROSS; i++) model->ends[i] = 0;
}

static i32 code_tree(Coder *coder, Chance *tree, i32 value) {
  i32 node = 1;
  for (i32 bit = 5; bit >= 0; bit--) node = node * 2 + code_bit(coder, &tree[node], value >> bit & 1);
  return node - 64;
}

/* A whole number from 0 on, in Elias' gamma code of its successor. */
static i32 code_number(Coder *coder, Chance *sizes, i32 value) {
  i32 size = 0, wanted = 31 - __builtin_clz((u32)value + 1), number = 1;
  while (size < DEEPEST && code_bit(coder, &sizes[size], size < wanted)) size++;
  for (i32 bit = size - 1; bit >= 0; bit--) number = number * 2 + code_even(coder, (value + 1) >> bit & 1);
  return number - 1;
}

/* Position of the last coefficient in zigzag order that is not zero, 0 where all but the first are zero. */
static i32 last_of(const i16 *block) {
  i32 last = 63;
  while (last > 0 && !block[ZIGZAG[last]]) last--;
  return last;
}

static i32 code_flat(Coder *coder, Model *model, i32 context, i32 value) {
  if (!code_bit(coder, &model->flat[context], value != 0)) return 0;
  i32 negative = code_bit(coder, &model->negative[context], value < 0);
  i32 size = code_number(coder, model->difference[context], value ? magnitude(value) - 1 : 0) + 1;
  return negative ? -size : size;
}

/* Sum of what is known around a coefficient: its neighbours of higher frequency. */
static i32 around(const i16 *block, i32 at) {
  i32 x = at & 7, y = at >> 3, sum = 0;
  if (x < 7) sum += magnitude(block[at + 1]);
  if (x < 6) sum += magnitude(block[at + 2]);
  if (y < 7) sum += magnitude(block[at + 8]);
  if (y < 6) sum += magnitude(block[at + 16]);
  if (x < 7 && y < 7) sum += magnitude(block[at + 9]);
  return sum;
}

static i32 code_coefficient(Coder *coder, Model *model, i32 near, i32 beside, i32 band, i32 value, i32 certain) {
  i32 size = magnitude(value);
  if (!certain && !code_bit(coder, &model->zero[beside][band][near], size > 0)) return 0;
  i32 got = 1;
  if (code_bit(coder, &model->one[band][near], size > 1)) got = 2;
  if (got == 2 && code_bit(coder, &model->two[band][near], size > 2))
    got = 3 + code_number(coder, model->large[near < 4 ? 0 : near < 6 ? 1 : 2], size > 3 ? size - 3 : 0);
  return code_even(coder, value < 0) ? -got : got;
}

/* Codes one block (row-major, lowest frequency first) in place; `column` counts blocks. */
static void code_block(Coder *coder, Model *model, i32 column, i16 *block) {
  static const i16 nothing[64];
  const i16 *above = model->row[column], *left = column ? model->row[column - 1] : nothing;
  i32 ends = model->ends[column] + (column ? model->ends[column - 1] : 0);
  i32 last = code_tree(coder, model->last[least((ends + 3) / 6, 8)], last_of(block));
  i32 guess = column ? (above[0] ? (above[0] + left[0]) / 2 : left[0]) : above[0];
  for (i32 k = 63; k > last; k--) block[ZIGZAG[k]] = 0;
  for (i32 k = last; k > 0; k--) {
    i32 at = ZIGZAG[k], near = around(block, at), band = least((at & 7) + (at >> 3), BANDS) - 1;
    i32 beside = least(magnitude(above[at]) + magnitude(left[at]), 2);
    near = near < 5 ? near : near < 9 ? 5 : 6;
    block[at] = (i16)code_coefficient(coder, model, near, beside, band, block[at], k == last);
  }
  block[0] = (i16)(guess + code_flat(coder, model, last < 3 ? 0 : last < 16 ? 1 : 2, block[0] - guess));
  for (i32 i = 0; i < 64; i++) model->row[column][i] = block[i];
  model->ends[column] = (u8)last;
}

/* 16-byte vectors of integers: one source for SIMD and scalar builds, without intrinsics where the compiler finds the
 * instruction by itself. */
#pragma once
#include "core.h"

typedef u8 u8x16 __attribute__((vector_size(16)));
typedef u8 u8x8 __attribute__((vector_size(8)));
typedef u16 u16x8 __attribute__((vector_size(16)));
typedef u16 u16x16 __attribute__((vector_size(32)));
typedef i16 i16x8 __attribute__((vector_size(16)));
typedef i16 i16x16 __attribute__((vector_size(32)));
typedef i32 i32x4 __attribute__((vector_size(16)));
typedef u64 u64x2 __attribute__((vector_size(16)));

/* Whether vectors are registers here; where they are not, a scalar loop with early ends is faster. */
#if defined(__wasm_simd128__) || defined(__SSE2__) || defined(__ARM_NEON)
#define VECTORS 1
#else
#define VECTORS 0
#endif

/* From and to any address. */
static inline u8x16 load16(const u8 *from) {
  u8x16 v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}
static inline u8x8 load8(const u8 *from) {
  u8x8 v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}
static inline void store16(u8 *to, u8x16 v) { __builtin_memcpy(to, &v, sizeof v); }

static inline u16x16 widen16(u8x16 v) { return __builtin_convertvector(v, u16x16); }
static inline u16x16 load_wide16(const u8 *from) { return widen16(load16(from)); }
static inline u16x8 load_wide8(const u8 *from) { return __builtin_convertvector(load8(from), u16x8); }
static inline i16x8 load_words(const i16 *from) {
  i16x8 v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}
static inline void store_narrow16(u8 *to, u16x16 v) { store16(to, __builtin_convertvector(v, u8x16)); }

/* Values 0 .. 32767 of `a`, then of `b`. */
static inline i16x8 narrow_pair(i32x4 a, i32x4 b) {
#ifdef __wasm_simd128__
  return __builtin_wasm_narrow_s_i16x8_i32x4(a, b);
#else
  return __builtin_convertvector(__builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7), i16x8);
#endif
}

/* Sums of the products of neighbours. */
static inline i32x4 dot_pairs(i16x8 a, i16x8 b) {
#ifdef __wasm_simd128__
  return __builtin_wasm_dot_s_i32x4_i16x8(a, b);
#else
  i32x4 sums;
  for (i32 i = 0; i < 4; i++) sums[i] = a[2 * i] * b[2 * i] + a[2 * i + 1] * b[2 * i + 1];
  return sums;
#endif
}

/* (a + b + 1) / 2. Without vectors of bytes, eight at a time: the half of what differs is taken from all that is set. */
static inline u8x16 average(u8x16 a, u8x16 b) {
#ifdef __wasm_simd128__
  return __builtin_wasm_avgr_u_i8x16(a, b);
#else
  u64x2 differ = (u64x2)a ^ (u64x2)b;
  return (u8x16)(((u64x2)a | (u64x2)b) - ((differ >> 1) & 0x7f7f7f7f7f7f7f7full));
#endif
}

static inline i32 any(u8x16 v) {
#ifdef __wasm_simd128__
  return __builtin_wasm_any_true_v128((__attribute__((vector_size(16))) signed char)v);
#else
  u64x2 halves = (u64x2)v;
  return (halves[0] | halves[1]) != 0;
#endif
}

/* The highest bit of every byte, first byte lowest. */
static inline u32 bitmask(u8x16 v) {
#ifdef __wasm_simd128__
  return (u32)__builtin_wasm_bitmask_i8x16((__attribute__((vector_size(16))) signed char)v);
#else
  u32 bits = 0;
  for (i32 i = 0; i < 16; i++) bits |= (u32)(v[i] >> 7) << i;
  return bits;
#endif
}

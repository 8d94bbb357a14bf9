/* Makes size and checksum of a target file right, so that what a fuzzer changed behind them is looked at. */
#pragma once
#include "core.h"

static inline u32 checksum_of(const u8 *bytes, i32 size) {
  u32 sum = ~0u;
  for (i32 i = 0; i < size * 8; i++) {
    u32 bit = (sum ^ (u32)(bytes[i / 8] >> (i % 8))) & 1;
    sum = sum >> 1 ^ (bit ? 0xedb88320u : 0);
  }
  return ~sum;
}

static inline void store32(u8 *at, u32 word) {
  for (i32 i = 0; i < 4; i++) at[i] = (u8)(word >> (8 * i));
}

static inline void repair(u8 *bytes, i32 size) {
  if (size < 16) return;
  store32(bytes + 8, (u32)size);
  store32(bytes + 12, checksum_of(bytes + 16, size - 16));
}

/* Runs a fuzzer's harness where there is no fuzzer: replay CHANGES FILE...
 *
 * Every file whole, at every length below 200 and at 200 others, and CHANGES times with a few bytes changed; the same
 * changes every time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core.h"

enum { MOST = 1 << 17, SHORT = 200 };

int LLVMFuzzerTestOneInput(const u8 *bytes, __SIZE_TYPE__ size);

static u64 state = 88172645463325252u;

/* G. Marsaglia, Xorshift RNGs, 2003. */
static u32 below(u32 limit) {
  state ^= state << 13, state ^= state >> 7, state ^= state << 17;
  return (u32)(state >> 32) % limit;
}

/* Headers are changed as often as all the rest. */
static void change(u8 *bytes, u32 size) {
  for (u32 left = 1 + below(8); left; left--) {
    u32 at = below(2) ? below(size) : below(size < 64 ? size : 64);
    bytes[at] = below(3) ? (u8)below(256) : (u8)(bytes[at] ^ 1u << below(8));
  }
}

static void run(const char *name, u32 changes) {
  static u8 whole[MOST], changed[MOST];
  FILE *file = fopen(name, "rb");
  if (!file) exit(2);
  u32 size = (u32)fread(whole, 1, MOST, file);
  fclose(file);
  LLVMFuzzerTestOneInput(whole, size);
  for (u32 i = 0; i < SHORT && i < size; i++) {
    LLVMFuzzerTestOneInput(whole, i);
    LLVMFuzzerTestOneInput(whole, below(size));
  }
  for (u32 i = 0; size && i < changes; i++) {
    memcpy(changed, whole, size);
    change(changed, size);
    LLVMFuzzerTestOneInput(changed, size);
  }
}

int main(int count, char **arguments) {
  for (int i = 2; i < count; i++) run(arguments[i], (u32)atoi(arguments[1]));
  return count < 3;
}

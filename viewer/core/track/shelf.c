#include "track/shelf.h"

enum { DECODED = 3, TEMPLATE_MEMORY = 700000 };

static Target targets[MAX_TARGETS];
static Model models[DECODED];
static _Alignas(16) u8 memory[DECODED][TEMPLATE_MEMORY];
static u32 asked[DECODED], clock;

i32 shelf_load(const u8 *bytes, i32 size) {
  for (i32 slot = 0; slot < MAX_TARGETS; slot++) {
    if (targets[slot].used) continue;
    i32 error = target_read(&targets[slot], bytes, size);
    if (error != TARGET_OK) return error;
    targets[slot].used = 1;
    return slot;
  }
  return TARGET_NO_ROOM;
}

i32 shelf_unload(i32 slot) {
  if (!shelf_target(slot)) return -1;
  for (i32 i = 0; i < DECODED; i++)
    if (models[i].target == &targets[slot]) models[i].target = 0, asked[i] = 0;
  targets[slot].used = 0;
  return 0;
}

const Target *shelf_target(i32 slot) {
  return slot >= 0 && slot < MAX_TARGETS && targets[slot].used ? &targets[slot] : 0;
}

const Model *shelf_model(i32 slot) {
  i32 oldest = 0;
  for (i32 i = 0; i < DECODED; i++) {
    if (models[i].target == &targets[slot]) {
      asked[i] = ++clock;
      return &models[i];
    }
    if (asked[i] < asked[oldest]) oldest = i;
  }
  model_open(&models[oldest], &targets[slot], memory[oldest]);
  asked[oldest] = ++clock;
  return &models[oldest];
}

/* The targets that are looked for, and the pictures of those that were seen last. */
#pragma once
#include "track/model.h"

/* A slot, or a TargetError. */
i32 shelf_load(const u8 *bytes, i32 size);
i32 shelf_unload(i32 slot); /* 0, or -1 */

/* 0 where a slot is empty. */
const Target *shelf_target(i32 slot);

/* With its template decoded, which costs a few milliseconds unless it was among the last that were asked for. */
const Model *shelf_model(i32 slot);

/* The encoder of templates. */
#pragma once
#include "target.h"

/* Encodes width x height packed grey pixels with the step `base` (1 / 8 of a grey level) into at most
 * `limit` bytes and answers how many it takes; more than `limit` means that the rest was thrown away. */
i32 template_encode(const u8 *grey, i32 width, i32 height, i32 base, u8 *out, i32 limit);

/* What the parts of the workbench share: a function for the host has EXPORT before it. */
#pragma once
#include "core.h"

#ifdef __wasm__
#define EXPORT(name) __attribute__((export_name(#name)))
#else
#define EXPORT(name) __attribute__((visibility("default")))
#endif

/* That of the frame built last. */
const Pyramid *workbench_pyramid(void);
u8 *workbench_frame(void);
i32 workbench_build(i32 width, i32 height, i32 rgba);
u8 *workbench_smooth(i32 level);

/* What the host calls; docs/tracking.md describes it. */
#include "features.h"
#include "session.h"
#include "target.h"

#define EXPORT(name) __attribute__((export_name(#name), visibility("default")))

enum { CORE_VERSION = 7 };

static _Alignas(16) u8 frameBytes[MAX_PIXELS * 4], targetBytes[TARGET_BYTES];
static Result lastResult;

EXPORT(version) i32 version(void) { return CORE_VERSION; }

EXPORT(frame) u8 *frame(void) { return frameBytes; }

EXPORT(upload) u8 *upload(void) { return targetBytes; }

EXPORT(result) Result *result(void) { return &lastResult; }

EXPORT(resize) i32 resize(i32 width, i32 height) {
  features_prepare();
  return session_resize(width, height);
}

EXPORT(load) i32 load(i32 bytes) {
  return bytes < 0 || bytes > TARGET_BYTES ? TARGET_CUT_OFF : session_load(targetBytes, bytes);
}

EXPORT(unload) i32 unload(i32 slot) { return session_unload(slot); }

EXPORT(forget) void forget(void) { session_forget(); }

EXPORT(rehearse) i32 rehearse(void) { return session_rehearse(frameBytes); }

EXPORT(process) i32 process(i32 format, f64 milliseconds) {
  return (i32)session_process(frameBytes, format == GREY ? GREY : RGBA, milliseconds, &lastResult);
}

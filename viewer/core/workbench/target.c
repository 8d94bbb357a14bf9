/* Exports of the target file's parts for its compiler and for tests. */
#include "workbench/encode.h"

#include "workbench/frame.h"

static u8 pixels[TEMPLATE_SIDE * TEMPLATE_SIDE];
static u8 file[2 * TARGET_BYTES];
static Target read;

EXPORT(workbench_template) u8 *workbench_template(void) { return pixels; }
EXPORT(workbench_file) u8 *workbench_file(void) { return file; }
EXPORT(workbench_target) Target *workbench_target(void) { return &read; }

/* Encodes the packed pixels of `workbench_template` into `workbench_file`. */
EXPORT(workbench_encode) i32 workbench_encode(i32 width, i32 height, i32 base, i32 limit) {
  return template_encode(pixels, width, height, base, file, limit < (i32)sizeof(file) ? limit : (i32)sizeof(file));
}

/* Reads `workbench_file` into `workbench_target`. */
EXPORT(workbench_read) i32 workbench_read(i32 size) { return target_read(&read, file, size); }

/* Decodes the template of `workbench_target`, packed, into `workbench_template`. */
EXPORT(workbench_decode) void workbench_decode(void) {
  Image image = {pixels, read.width, read.height, read.width};
  template_decode(&read, &image);
}

/* The directions that orientations are rounded to. Constants, because sines of a library differ between hosts. */
#pragma once
#include "core.h"

/* sin(2 pi i / TURNS) for the first quarter, both ends included. */
static const f64 QUARTER_SINE[TURNS / 4 + 1] = {
    0, 0.098017140329560604, 0.19509032201612825, 0.29028467725446233,
    0.38268343236508978, 0.47139673682599764, 0.55557023301960218, 0.63439328416364549,
    0.70710678118654746, 0.77301045336273699, 0.83146961230254524, 0.88192126434835494,
    0.92387953251128674, 0.95694033573220894, 0.98078528040323043, 0.99518472667219682,
    1,
};

static inline f64 sine_of(i32 turn) {
  i32 i = turn & (TURNS - 1), quarter = i / (TURNS / 4), k = i % (TURNS / 4);
  f64 size = quarter & 1 ? QUARTER_SINE[TURNS / 4 - k] : QUARTER_SINE[k];
  return quarter & 2 ? -size : size;
}

static inline f64 cosine_of(i32 turn) {
  return sine_of(turn + TURNS / 4);
}

#include "geometry/solve.h"

i32 decompose(f64 *a, i32 n) {
  for (i32 j = 0; j < n; j++) {
    f64 pivot = a[j * n + j];
    for (i32 k = 0; k < j; k++) pivot -= a[j * n + k] * a[j * n + k] * a[k * n + k];
    if (!(pivot > 1e-12)) return 0;
    a[j * n + j] = pivot;
    for (i32 i = j + 1; i < n; i++) {
      f64 sum = a[i * n + j];
      for (i32 k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k] * a[k * n + k];
      a[i * n + j] = sum / pivot;
    }
  }
  return 1;
}

i32 solve(f64 *a, f64 *b, i32 n) {
  if (!decompose(a, n)) return 0;
  for (i32 i = 0; i < n; i++)
    for (i32 k = 0; k < i; k++) b[i] -= a[i * n + k] * b[k];
  for (i32 i = 0; i < n; i++) b[i] /= a[i * n + i];
  for (i32 i = n - 1; i >= 0; i--)
    for (i32 k = i + 1; k < n; k++) b[i] -= a[k * n + i] * b[k];
  return 1;
}

f64 inverse_norm(const f64 *a, const f64 *x, i32 n) {
  f64 y[8], sum = 0;
  for (i32 i = 0; i < n; i++) {
    y[i] = x[i];
    for (i32 k = 0; k < i; k++) y[i] -= a[i * n + k] * y[k];
    sum += y[i] * y[i] / a[i * n + i];
  }
  return sum;
}

/* Selection of corners. */
#pragma once
#include "features/corners.h"

typedef struct {
  i32 count, weakest; /* how many are left, and the least of their scores */
} Left;

/* Keeps the `kept` strongest of the corners, those that come first where scores are equal, in their order. */
Left keep_strongest(Corner *corners, i32 count, i32 kept);

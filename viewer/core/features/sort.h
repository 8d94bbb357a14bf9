/* Sorting of corners. */
#pragma once
#include "features/corners.h"

/* By falling score to nine bits of precision; those that are equal so keep their order. */
void sort_by_score(Corner *corners, i32 count);

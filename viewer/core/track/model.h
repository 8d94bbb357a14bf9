/* A target with its picture at hand. */
#pragma once
#include "image.h"
#include "target.h"

typedef struct {
  const Target *target;
  Pyramid template;
  i32 first[LEVELS + 1]; /* points of level l are point[first[l]] .. point[first[l + 1] - 1] */
} Model;

/* Decodes the template into `memory`, which holds pyramid_bytes(TEMPLATE_SIDE, TEMPLATE_SIDE). */
void model_open(Model *model, const Target *target, u8 *memory);

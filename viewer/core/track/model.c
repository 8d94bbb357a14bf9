#include "track/model.h"

void model_open(Model *model, const Target *target, u8 *memory) {
  model->target = target;
  pyramid_lay(&model->template, memory, target->width, target->height);
  template_decode(target, &model->template.level[0]);
  pyramid_build(&model->template);
  for (i32 level = 0, i = 0; level <= LEVELS; level++) {
    while (i < target->points && target->point[i].level < level) i++;
    model->first[level] = i;
  }
}

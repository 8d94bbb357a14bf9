/* Whether the far corners of a place are held by anything: where few patches are seen, or only a part of the picture, they
 * agree with places whose other corners lie anywhere. */
#pragma once
#include "track/align.h"

/* The corners are open where so much is not known of them (`unsure`, see Verdict), and so much did the picture change its
 * shape since the frame before, turn and size aside, that the product is more than `confidence` allows. Hands and cameras
 * change a shape slowly: what is hardly known and changes fast is wrong; what is well known may change fast. */
i32 is_open(const Target *target, const Scene *scene, const Matrix *h, f64 unsure, f64 confidence);

/* Grey frames and their pyramids. */
#pragma once
#include "core.h"

/* Bytes that one image takes at most, border included: (width + 79) * (height + 64). */
enum { IMAGE_BYTES = MAX_PIXELS + 143 * MAX_SIDE + 79 * 64 };

/* Lays a width x height image with its border into `memory` (16-byte aligned, IMAGE_BYTES are enough). */
void image_lay(Image *image, u8 *memory, i32 width, i32 height);

/* Repeats the pixels of the edge over the border. */
void image_replicate(Image *image);

/* Bytes that the levels of a width x height pyramid take, borders included. */
i32 pyramid_bytes(i32 width, i32 height);

/* Lays the levels of a width x height pyramid into `memory` (16-byte aligned); strides are multiples of 16. Stops at
 * LEVELS or before a level with a side below MIN_SIDE. */
void pyramid_lay(Pyramid *pyramid, u8 *memory, i32 width, i32 height);

/* Level 0 from tightly packed RGBA or grey; BT.601 luma (77 R + 150 G + 29 B + 128) >> 8. */
void image_from_rgba(Image *image, const u8 *rgba);
void image_from_grey(Image *image, const u8 *grey);

/* Fills the border of level 0 and makes the other levels: 5-tap binomial (1 4 6 4 1) / 16 in both directions, rounded,
 * every second pixel, as cv2.pyrDown with BORDER_REPLICATE. */
void pyramid_build(Pyramid *pyramid);

/* 5x5 binomial blur (cv2.GaussianBlur with the same kernel, BORDER_REPLICATE); the border then repeats the blurred
 * edge. `from` needs its border filled; `to` is another image of the same size. */
void image_smooth(const Image *from, Image *to);

/* Blurs a blurred image more: (1 0 2 0 1) / 4 in both directions ("a trous": Holschneider et al. 1989), every mean of
 * two rounded up. Of the border, the 16 pixels next to the image are made. */
void image_soften(const Image *from, Image *to);

"""The binomial pyramid: blurred images, octave by octave, and the differences of neighbours."""

from __future__ import annotations

import cv2
import msgspec
import numpy as np

from adapters.markers.arrays import Floats, Grey, Ints

BINOMIAL = np.array([1, 4, 6, 4, 1], np.float32)
IMAGES = 3
"""Blurred images an octave of ``.fset3``; the last is the source of the next octave."""

DIFFERENCES = IMAGES - 1
MIN_SIDE = 8


class Pyramid(msgspec.Struct, frozen=True):
    """Image i = ``images * octave + step`` begins at ``flat[starts[i]]`` and has ``heights[i]`` rows of ``widths[i]``.

    One buffer for all lets the samples of many points in many images be taken in one step.
    """

    flat: Floats
    starts: Ints
    heights: Ints
    widths: Ints
    images: int = IMAGES

    @property
    def octaves(self) -> int:
        """How many octaves there are; none when the picture is under 8 px."""
        return len(self.starts) // self.images

    def image(self, index: int) -> Floats:
        """A view of one image."""
        start, height, width = (int(each[index]) for each in (self.starts, self.heights, self.widths))
        return self.flat[start : start + height * width].reshape(height, width)

    def difference(self, index: int) -> Floats:
        """Those of octave o begin at ``(images - 1) * o``: each an image less the blurrier one."""
        octave, step = divmod(index, self.images - 1)
        return self.image(self.images * octave + step) - self.image(self.images * octave + step + 1)


def blurred(image: Grey | Floats, out: Floats) -> None:
    """The separable binomial filter [1 4 6 4 1] / 16, border replicated."""
    cv2.sepFilter2D(image, cv2.CV_32F, BINOMIAL, BINOMIAL, dst=out, borderType=cv2.BORDER_REPLICATE)
    out /= 256


def halved(image: Floats) -> Floats:
    """Means of 2 x 2 pixels; an odd last row or column is dropped."""
    height, width = image.shape[0] // 2 * 2, image.shape[1] // 2 * 2
    total = image[0:height:2, 0:width:2] + image[0:height:2, 1:width:2]
    total += image[1:height:2, 0:width:2]
    total += image[1:height:2, 1:width:2]
    total /= 4
    return total


def pyramid(grey: Grey, images: int = IMAGES, most: int | None = None) -> Pyramid:
    """Octaves as long as both sides are at least 8 px, ``most`` of them at most.

    Their images are blurred once more each, the third twice.
    """
    height, width = grey.shape
    empty = _empty(height, width, images, most)
    for octave in range(empty.octaves):
        first, second, *third = (empty.image(images * octave + step) for step in range(images))
        if octave:
            first[:] = halved(empty.image(images * octave - 1))
        else:
            blurred(grey, first)
        blurred(first, second)
        for out in third:
            blurred(second, out)
            blurred(out.copy(), out)
    return empty


def _empty(height: int, width: int, images: int, most: int | None) -> Pyramid:
    """The room of a pyramid."""
    sizes: list[tuple[int, int]] = []
    while min(height, width) >= MIN_SIDE and (most is None or len(sizes) < most * images):
        sizes += [(height, width)] * images
        height, width = height // 2, width // 2
    heights, widths = np.array(sizes, np.intp).reshape(-1, 2).T
    ends = np.cumsum(heights * widths)
    flat = np.empty(int(ends[-1]) if len(ends) else 0, np.float32)
    return Pyramid(flat, ends - heights * widths, heights, widths, images)

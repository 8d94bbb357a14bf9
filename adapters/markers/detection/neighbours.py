"""A difference of the pyramid with its two neighbours, across a change of octave where there is one.

Every difference but the first and the last has one neighbour in its own octave; the other is twice as fine or twice as
coarse and is resampled bilinearly, so that a step of one pixel stays a step of one pixel of the image in the middle.
"""

from __future__ import annotations

import cv2
import numpy as np

from adapters.markers.arrays import Flags, Floats, Ints
from adapters.markers.detection.pyramid import halved

_STEPS = np.arange(-1, 2)


def as_large_as(image: Floats, other: Floats) -> Floats:
    """``other`` with its pixels on those of ``image``: x lies at x / 2 - 1/4 an octave on, 2 x + 1/2 an octave back."""
    if other.shape == image.shape:
        return other
    if len(other) > len(image):
        return halved(other)
    height, width = other.shape
    doubled = cv2.resize(other, (2 * width, 2 * height), interpolation=cv2.INTER_LINEAR).astype(np.float32, copy=False)
    missing = image.shape[0] - 2 * height, image.shape[1] - 2 * width
    return np.pad(doubled, ((0, missing[0]), (0, missing[1])), mode="edge") if any(missing) else doubled


def within(image: Floats, other: Floats, rows: Ints, columns: Ints) -> Flags:
    """Whether the 3 x 3 places around each pixel can be sampled in ``other``."""
    if len(other) < len(image):
        least, (height, width) = 2, (2 * other.shape[0] - 2, 2 * other.shape[1] - 2)
    else:
        least, (height, width) = 1, image.shape
    return (rows >= least) & (rows < height - 1) & (columns >= least) & (columns < width - 1)


def cubes(images: tuple[Floats, Floats, Floats], rows: Ints, columns: Ints) -> Floats:
    """The 3 x 3 x 3 values around each place of the middle image: n x scale x row x column."""
    width = images[1].shape[1]
    places = (rows * width + columns)[:, None] + (_STEPS[:, None] * width + _STEPS).ravel()
    around = np.empty((len(rows), len(images), len(_STEPS) ** 2), np.float32)
    for index, image in enumerate(images):
        np.take(image, places, out=around[:, index], mode="clip")
    return around.reshape(len(rows), len(images), len(_STEPS), len(_STEPS))

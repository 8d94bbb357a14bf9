"""The picture at the scales that MindAR recognises and follows it at."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from adapters.markers.arrays import Grey
from adapters.markers.layers import edges, means, rounded, sums

LEAST_SIDE = 100
"""The short side of the smallest level, pixels."""

STEP = 2.0 ** (1.0 / 3.0)
LAST = 0.95
"""A step that comes this near to the full size is replaced by it."""

FOLLOWED = (256, 128)
"""The short sides of the images that a picture is followed by, pixels."""


def level_scales(shape: tuple[int, ...]) -> list[float]:
    """Of the levels of a picture of this shape, largest first."""
    found = [LEAST_SIDE / min(shape)]
    while (larger := found[-1] * STEP) < LAST:
        found.append(larger)
    return [1.0, *reversed(found)]


def tracking_scales(shape: tuple[int, ...]) -> list[float]:
    """Of the images that a picture of this shape is followed by."""
    return [side / min(shape) for side in FOLLOWED]


def resized(grey: Grey, scales: list[float]) -> Iterator[Grey]:
    """The picture at each scale: floors of box means, and where it is to grow, pixels mixed of their neighbours.

    (MindAR's own compiler leaves black lines between the pixels of a picture that grows.)
    """
    table = sums(grey)
    for scale in scales:
        height, width = (int(rounded(np.float64(side * scale))) for side in grey.shape)
        if scale == 1:
            yield grey
        elif scale > 1:
            yield cv2.resize(grey, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)
        else:
            axes = zip(grey.shape, (height, width), strict=True)
            yield means(table, *(edges(side, np.arange(count + 1) / scale) for side, count in axes))

"""The scales of an NFT image set: the picture at resolutions a cube root of two apart.

A viewer computes the smaller scales itself by the same integer means, so sizes, rounding and the order of the float32
operations are part of the format.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats, Grey, Ints

MIN_SIDE = 28
"""The short side of the smallest scale, pixels."""

STEP = np.float32(2.0 ** (1.0 / 3.0))
LAST = np.float32(0.95)
"""A step that comes this near to the full resolution is replaced by it."""

FEW = 2048
"""Sums of so many pixels are divided by multiplying in float32 with less than half a unit of error."""


def densities(width: int, height: int, dpi: int) -> Floats:
    """The dpi of every scale, largest first; one alone when the picture is too small for a second."""
    full = np.float32(dpi)
    each = np.float32(math.trunc(MIN_SIDE / min(width, height) * dpi * 1000) / 1000)
    found: list[np.float32] = []
    while each < full * LAST:
        found.append(each)
        each = np.float32(each * STEP)
    return np.array([full, *reversed(found)], np.float32)


def layers(grey: Grey, dpi: Floats) -> Iterator[Grey]:
    """The picture at every scale, each the floor of box means of the full picture, made one at a time."""
    yield grey
    table = sums(grey)
    for each in dpi[1:]:
        counts = (int(rounded(np.float32(side) * each / dpi[0])) for side in grey.shape)
        ratio = np.float32(dpi[0] / each)
        begins = (np.arange(count + 1, dtype=np.float32) * ratio for count in counts)
        rows, columns = (edges(side, each) for side, each in zip(grey.shape, begins, strict=True))
        yield means(table, rows, columns)


def sums(grey: Grey) -> NDArray[np.uint32]:
    """Of all that lies above and to the left of each corner of a pixel, modulo 2^32."""
    return cv2.integral(grey, sdepth=cv2.CV_32S).view(np.uint32)


def edges(side: int, begins: Floats) -> Ints:
    """Where the boxes of one axis begin, and after the last one where it ends, in whole pixels."""
    return np.minimum(rounded(begins), side)


def means(table: NDArray[np.uint32], rows: Ints, columns: Ints) -> Grey:
    """The floors of the means of boxes between edges, of a picture's :func:`sums`.

    Sums that passed 2^32 are right all the same, for differences of unsigned numbers are taken modulo 2^32.
    """
    down = table[rows]
    across = np.take(down[1:] - down[:-1], columns, axis=1)
    heights, widths = np.diff(rows), np.diff(columns)
    precise = np.float32 if heights.max() * widths.max() <= FEW else np.float64
    boxes = (across[:, 1:] - across[:, :-1]).astype(precise)
    boxes += precise(0.5)  # an integer's half cannot be rounded past the next whole mean
    boxes *= (1 / heights).astype(precise)[:, None]
    boxes *= (1 / widths).astype(precise)
    return boxes.astype(np.uint8)


def rounded(values: NDArray[np.floating] | np.floating) -> Ints:
    """Half away from zero; the values here are never negative."""
    return np.floor(np.asarray(values) + values.dtype.type(0.5)).astype(np.intp)

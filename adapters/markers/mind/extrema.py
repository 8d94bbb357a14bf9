"""The extrema that MindAR recognises a level of the picture by: one difference an octave, at most 500 places."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Flags, Floats, Ints
from adapters.markers.detection.neighbours import as_large_as
from adapters.markers.detection.pruning import BEST, BUCKETS, ranks
from adapters.markers.detection.pyramid import Pyramid
from adapters.markers.detection.quadratic import twist

MARGIN = 7
"""Places nearer to the border are none, pixels of the octave."""

MIN_CONTRAST = 3.0
MIN_DETERMINANT = 1e-4
MAX_EDGE_RATIO = 6.25

PREFERENCE = np.array([3, 1, 0, 2])
"""Of the pixels of a block of 2 x 2, row by row: which of several extrema is kept, the lowest."""

EXTREMUM = np.dtype(
    [("x", np.float32), ("y", np.float32), ("score", np.float32), ("octave", np.intp), ("bucket", np.intp)]
)
"""Sub-pixel place in pixels of the octave; the difference, negative for dark blobs; which of 10 x 10 it lies in."""


def extrema(pyramid: Pyramid) -> NDArray[np.void]:
    """The strongest of every bucket, bucket by bucket in raster order."""
    found = np.concatenate([np.empty(0, EXTREMUM), *_octaves(pyramid)])
    order = np.lexsort((-np.abs(found["score"]), found["bucket"]))
    return found[order[ranks(found["bucket"][order]) < BEST]]


def _octaves(pyramid: Pyramid) -> Iterator[NDArray[np.void]]:
    """Those of each octave but the first and the last, in raster order of the blocks."""
    differences = [pyramid.difference(octave) for octave in range(pyramid.octaves)]
    for octave in range(1, len(differences) - 1):
        image = differences[octave]
        neighbours = [as_large_as(image, differences[other]) for other in (octave - 1, octave + 1)]
        rows, columns = np.nonzero(_crests([image, *neighbours]))
        found = _refined(image, rows, columns)
        found["octave"] = octave
        yield found


def _crests(images: list[Floats]) -> Flags:
    """Strong places of the first image that nothing around them exceeds, in any image."""
    image, square = images[0], np.ones((3, 3), np.uint8)
    highest = np.maximum.reduce([cv2.dilate(each, square) for each in images])
    lowest = np.minimum.reduce([cv2.erode(each, square) for each in images])
    found = np.zeros(image.shape, np.bool_)
    inner = np.s_[MARGIN:-MARGIN, MARGIN:-MARGIN]
    value = image[inner]
    found[inner] = ((value >= highest[inner]) & (value >= MIN_CONTRAST)) | (
        (value <= lowest[inner]) & (value <= -MIN_CONTRAST)
    )
    return found


def _refined(image: Floats, rows: Ints, columns: Ints) -> NDArray[np.void]:
    """Those that are no edge, one a block, at the summits of the quadratics through them."""
    steps = np.arange(-1, 2)
    around = image[rows[:, None, None] + steps[:, None], columns[:, None, None] + steps].astype(np.float64)
    middle, across, down = around[:, 1, 1], around[:, 1], around[:, :, 1]
    (right, xx), (below, yy) = (
        ((line[:, 2] - line[:, 0]) / 2, line[:, 2] + line[:, 0] - 2 * middle) for line in (across, down)
    )
    xy = twist(around)
    determinant = xx * yy - xy * xy
    clear = np.abs(determinant) >= MIN_DETERMINANT
    determinant = np.where(clear, determinant, 1)
    clear &= np.abs((xx + yy) ** 2 / determinant) < MAX_EDGE_RATIO
    found = np.empty(len(rows), EXTREMUM)
    found["x"] = columns + (xy * below - yy * right) / determinant
    found["y"] = rows + (xy * right - xx * below) / determinant
    found["score"] = middle
    height, width = (side // 2 * 2 for side in image.shape)
    places = (rows / (height / BUCKETS)).astype(np.intp), (columns / (width / BUCKETS)).astype(np.intp)
    found["bucket"] = places[0] * BUCKETS + places[1]
    return found[_one_a_block(rows, columns, clear & (rows < height) & (columns < width))]


def _one_a_block(rows: Ints, columns: Ints, kept: Flags) -> Ints:
    """The indices, in raster order of the blocks of 2 x 2 pixels, of one of those kept in each."""
    index = np.flatnonzero(kept)
    rows, columns = rows[index], columns[index]
    block = rows // 2 * (columns.max(initial=0) + 1) + columns // 2
    order = np.lexsort((PREFERENCE[rows % 2 * 2 + columns % 2], block))
    return index[order[np.diff(block[order], prepend=-1) > 0]]

"""The extrema that MindAR recognises a level of the picture by: one difference an octave, at most 500 places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Flags, Floats, Ints
from adapters.markers.detection.extrema import crests
from adapters.markers.detection.neighbours import as_large_as, cubes
from adapters.markers.detection.pruning import BEST, BUCKETS, ranks
from adapters.markers.detection.pyramid import Pyramid, halved
from adapters.markers.detection.quadratic import twist

MARGIN = 7
"""Places nearer to the border are none, pixels of the octave."""

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
    differences = [pyramid.difference(octave) for octave in range(1, pyramid.octaves)]
    for octave, (image, after) in enumerate(pairwise(differences), 1):
        first, blurred = 2 * (octave - 1), 2 * octave
        before = halved(pyramid.image(first)) - pyramid.image(blurred)
        found = _extrema(before, image, as_large_as(image, after))
        found["octave"] = octave
        yield found


def _extrema(before: Floats, image: Floats, after: Floats) -> NDArray[np.void]:
    """Places of the middle image that nothing around them exceeds in any; the images are of one size."""
    rows, columns = crests(image)
    height, width = image.shape
    inner = (rows >= MARGIN) & (rows < height - MARGIN) & (columns >= MARGIN) & (columns < width - MARGIN)
    rows, columns = rows[inner], columns[inner]
    around = cubes((before, image, after), rows, columns)
    flat = around.reshape(len(rows), 27)
    value = flat[:, 13]
    kept = np.where(value > 0, value >= flat.max(axis=1, initial=-np.inf), value <= flat.min(axis=1, initial=np.inf))
    return _refined(around[kept, 1].astype(np.float64), rows[kept], columns[kept], image.shape)


def _refined(around: Floats, rows: Ints, columns: Ints, shape: tuple[int, ...]) -> NDArray[np.void]:
    """Those that are no edge, one a block, at the summits of the quadratics through their n x 3 x 3 values."""
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
    height, width = (side // 2 * 2 for side in shape)
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

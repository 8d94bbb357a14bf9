"""Local extrema of the pyramid's differences, refined to sub-pixel places."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats, Ints
from adapters.markers.detection.neighbours import as_large_as, cubes, within
from adapters.markers.detection.pyramid import DIFFERENCES, Pyramid
from adapters.markers.detection.quadratic import fit

MIN_OCTAVES = 2
"""The first and the last difference have one neighbour only, so one octave holds no extremum."""

MIN_CONTRAST = 3.0
MAX_SHIFT_SQUARED = 9.0
EDGE = 4.0
MAX_EDGE_RATIO = (EDGE + 1) ** 2 / EDGE
SQUARE = np.ones((3, 3), np.uint8)
BLOB = np.dtype(
    [
        ("x", np.float32),
        ("y", np.float32),
        ("sigma", np.float32),
        ("score", np.float32),
        ("octave", np.intp),
        ("image", np.intp),
    ]
)
"""Place and size in pixels of the picture; the refined difference, negative for dark blobs; where it was found."""


def blobs(pyramid: Pyramid) -> NDArray[np.void]:
    """Records of :data:`BLOB`, finest difference first, in raster order."""
    if pyramid.octaves < MIN_OCTAVES:
        return np.empty(0, BLOB)
    places, around = [], []
    before, image = pyramid.difference(0), pyramid.difference(1)
    for index in range(1, DIFFERENCES * pyramid.octaves - 1):
        after = pyramid.difference(index + 1)
        rows, columns, values = _extrema(before, image, after)
        places.append((rows, columns, np.full(len(rows), index)))
        around.append(values)
        before, image = image, after
    rows, columns, indices = np.concatenate(places, axis=1)
    return _refined(rows, columns, indices, np.concatenate(around), pyramid.image(0).shape)


def _extrema(before: Floats, image: Floats, after: Floats) -> tuple[Ints, Ints, Floats]:
    """Places strictly above, or strictly below, all their 26 neighbours, with those neighbours."""
    rows, columns = crests(image)
    kept = within(image, before, rows, columns) & within(image, after, rows, columns)
    rows, columns = rows[kept], columns[kept]
    around = cubes((as_large_as(image, before), image, as_large_as(image, after)), rows, columns)
    flat = around.reshape(len(rows), 27)
    value = flat[:, 13]
    strict = (
        np.count_nonzero(np.where((value > 0)[:, None], flat < value[:, None], flat > value[:, None]), axis=1) == 26
    )
    return rows[strict], columns[strict], around[strict]


def crests(image: Floats) -> tuple[Ints, Ints]:
    """Rows and columns of strong places that none of their eight neighbours exceeds."""
    found = image == np.maximum(cv2.dilate(image, SQUARE), np.float32(MIN_CONTRAST))
    found |= image == np.minimum(cv2.erode(image, SQUARE), np.float32(-MIN_CONTRAST))
    return divmod(np.flatnonzero(found), image.shape[1])


def _refined(rows: Ints, columns: Ints, index: Ints, around: Floats, size: tuple[int, ...]) -> NDArray[np.void]:
    """The extrema of the differences ``index`` at their summits, where they have one that is strong and no edge."""
    octave, image = np.divmod(index, DIFFERENCES)
    quadratic = fit(around.astype(np.float64))
    right, down, up = quadratic.shift.T
    with np.errstate(divide="ignore", invalid="ignore"):
        edge = np.abs(quadratic.trace**2 / quadratic.determinant)
    found = np.empty(len(rows), BLOB)
    scale = np.exp2(octave)
    found["x"] = (columns + right) * scale + scale / 2 - 0.5
    found["y"] = (rows + down) * scale + scale / 2 - 0.5
    found["sigma"] = np.exp2(np.clip(image + up, 0, DIFFERENCES) / 2) * scale
    found["score"] = quadratic.value
    found["octave"], found["image"] = octave, image
    return found[
        quadratic.solved
        & (right**2 + down**2 <= MAX_SHIFT_SQUARED)
        & (quadratic.determinant != 0)
        & (edge < MAX_EDGE_RATIO)
        & (found["score"] ** 2 >= MIN_CONTRAST**2)
        & (found["x"] >= 0)
        & (found["x"] < size[1])
        & (found["y"] >= 0)
        & (found["y"] < size[0])
    ]

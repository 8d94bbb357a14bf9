"""The directions of a blob: the peaks of the gradient's histogram around it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Flags, Floats, Ints
from adapters.markers.detection.pyramid import IMAGES, Pyramid

BINS = 36
SPREAD = 3.0
"""Sigma of the weights, in sizes of the blob; at least one pixel."""

REACH = 1.5
"""Radius of the window, in sigmas of the weights."""

SMOOTHINGS = 5
SMOOTH = np.array([0.274068619061197, 0.451862761877606, 0.274068619061197], np.float32)
PEAK = np.float32(0.8)
TURN = 2 * np.pi


def oriented(pyramid: Pyramid, blobs: NDArray[np.void]) -> tuple[Ints, Floats]:
    """The indices of the blobs, repeated once for every direction, and those directions: radians in [0, 2 pi)."""
    smooth = _histograms(pyramid, blobs)
    for _ in range(SMOOTHINGS):
        smooth = np.roll(smooth, 1, 1) * SMOOTH[0] + smooth * SMOOTH[1] + np.roll(smooth, -1, 1) * SMOOTH[2]
    before, after = np.roll(smooth, 1, 1), np.roll(smooth, -1, 1)
    peaks = (smooth > before) & (smooth > after) & (smooth > PEAK * smooth.max(axis=1, keepdims=True, initial=0))
    index, bins = np.nonzero(peaks)
    left, top, right = before[peaks], smooth[peaks], after[peaks]
    place = bins + (left - right) / (left - 2 * top + right) / 2
    return index, np.mod(TURN * (place + 0.5) / BINS, TURN).astype(np.float32)


def _histograms(pyramid: Pyramid, blobs: NDArray[np.void]) -> Floats:
    """Gradient directions of the disc around each blob, weighted by magnitude and nearness: n x :data:`BINS`."""
    image = IMAGES * blobs["octave"] + blobs["image"]
    octave = np.exp2(blobs["octave"]).astype(np.float32)
    x, y = (blobs[axis] / octave + (np.float32(0.5) / octave - np.float32(0.5)) for axis in ("x", "y"))
    spread = np.maximum(1, SPREAD * blobs["sigma"] / octave)
    rows, columns, squared, inside = _disc(x, y, REACH * spread)
    inside &= (rows >= 0) & (columns >= 0)
    inside &= (rows < pyramid.heights[image][:, None]) & (columns < pyramid.widths[image][:, None])
    blob = np.nonzero(inside)[0]
    across, down = _gradient(pyramid, image[blob], rows[inside], columns[inside])
    weight = np.hypot(across, down) * _bell(-squared[inside] / (2 * spread[blob] ** 2))
    place = (np.arctan2(down, across) + np.float32(np.pi)) * np.float32(BINS / TURN) - np.float32(0.5)
    lower = np.floor(place)
    share = place - lower
    votes = np.zeros(len(blobs) * BINS)
    for step, part in ((0, 1 - share), (1, share)):
        bins = blob * BINS + (lower.astype(np.intp) + step) % BINS
        votes += np.bincount(bins, weight * part, len(votes))
    return votes.reshape(-1, BINS).astype(np.float32)


def _disc(x: Floats, y: Floats, radius: Floats) -> tuple[Ints, Ints, Floats, Flags]:
    """Rows, columns, squared distances of the pixels around each place, n x k, and which of them belong to its disc.

    The disc is cut by a square: ``radius``, rounded half up, to each side of the middle pixel.
    """
    half = np.floor(radius + 0.5).astype(np.intp)[:, None]
    steps = np.arange(-half.max(initial=0), half.max(initial=0) + 1)
    down, across = (axis.ravel() for axis in np.meshgrid(steps, steps, indexing="ij"))
    rows = np.floor(y + 0.5).astype(np.intp)[:, None] + down
    columns = np.floor(x + 0.5).astype(np.intp)[:, None] + across
    squared = (columns.astype(np.float32) - x[:, None]) ** 2 + (rows.astype(np.float32) - y[:, None]) ** 2
    inside = (squared <= np.ceil(radius**2)[:, None]) & (np.abs(down) <= half) & (np.abs(across) <= half)
    return rows, columns, squared, inside


def _gradient(pyramid: Pyramid, image: Ints, rows: Ints, columns: Ints) -> tuple[Floats, Floats]:
    """Differences of the two neighbours along each axis; at the border of the pixel itself and its one neighbour."""
    start, width, height = pyramid.starts[image], pyramid.widths[image], pyramid.heights[image]

    def at(row: Ints, column: Ints) -> Floats:
        return pyramid.flat[start + row * width + column]

    across = at(rows, np.minimum(columns + 1, width - 1)) - at(rows, np.maximum(columns - 1, 0))
    down = at(np.minimum(rows + 1, height - 1), columns) - at(np.maximum(rows - 1, 0), columns)
    return across, down


def _bell(x: Floats) -> Floats:
    """The sixth-order Taylor polynomial of exp(x)."""
    total = np.ones_like(x)
    for order in (6, 5, 4, 3, 2, 1):
        total = 1 + total * x / order
    return total

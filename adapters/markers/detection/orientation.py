"""The directions of a blob: the peaks of the gradient's histogram around it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats, Ints
from adapters.markers.detection.pyramid import Pyramid

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
    octave = np.exp2(blobs["octave"]).astype(np.float32)
    x, y = (blobs[axis] / octave + (np.float32(0.5) / octave - np.float32(0.5)) for axis in ("x", "y"))
    spread = np.maximum(1, SPREAD * blobs["sigma"] / octave)
    smooth = histograms(pyramid, pyramid.images * blobs["octave"] + blobs["image"], x, y, spread)
    before, after = np.roll(smooth, 1, 1), np.roll(smooth, -1, 1)
    peaks = (smooth > before) & (smooth > after) & (smooth > PEAK * smooth.max(axis=1, keepdims=True, initial=0))
    index, bins = np.nonzero(peaks)
    return index, np.mod(direction(bins, before[peaks], smooth[peaks], after[peaks]), TURN).astype(np.float32)


def direction(bins: Ints, before: Floats, top: Floats, after: Floats) -> Floats:
    """Where the parabolas over three neighbouring bins have their tops, radians."""
    return TURN * (bins + (before - after) / (before - 2 * top + after) / 2 + 0.5) / BINS


def histograms(pyramid: Pyramid, image: Ints, x: Floats, y: Floats, spread: Floats) -> Floats:
    """Smooth histograms of the gradient's direction around n places, each in the pixels of its own image.

    Pixels count by magnitude and nearness; ``spread`` is the sigma of that. The answer is n x :data:`BINS`.
    """
    blob, rows, columns, squared = _disc(x, y, REACH * spread, pyramid.heights[image], pyramid.widths[image])
    across, down = _gradient(pyramid, image[blob], rows, columns)
    weight = np.hypot(across, down) * _bell(squared * (-0.5 / spread**2)[blob])
    place = (np.arctan2(down, across) + np.float32(np.pi)) * np.float32(BINS / TURN) - np.float32(0.5)
    lower = np.floor(place)
    share = place - lower
    votes = np.zeros(len(x) * BINS)
    for step, part in ((0, 1 - share), (1, share)):
        bins = blob * BINS + (lower.astype(np.intp) + step) % BINS
        votes += np.bincount(bins, weight * part, len(votes))
    smooth = votes.reshape(-1, BINS).astype(np.float32)
    for _ in range(SMOOTHINGS):
        smooth = np.roll(smooth, 1, 1) * SMOOTH[0] + smooth * SMOOTH[1] + np.roll(smooth, -1, 1) * SMOOTH[2]
    return smooth


def _disc(x: Floats, y: Floats, radius: Floats, height: Ints, width: Ints) -> tuple[Ints, Ints, Ints, Floats]:
    """Blob, row, column and squared distance of every pixel of every disc.

    A disc is cut by its image and by a square: ``radius``, rounded half up, to each side of the middle pixel.
    """
    half = np.floor(radius + 0.5)[:, None]
    steps = np.arange(-half.max(initial=0), half.max(initial=0) + 1, dtype=np.float32)
    axes = []
    for centre, side in ((y, height), (x, width)):
        place = np.floor(centre + np.float32(0.5))[:, None] + steps
        outside = (np.abs(steps) > half) | (place < 0) | (place >= side[:, None])
        axes.append((place.astype(np.intp), np.where(outside, np.float32(np.inf), (place - centre[:, None]) ** 2)))
    (rows, down), (columns, across) = axes
    squared = across[:, None, :] + down[:, :, None]
    blob, row, column = np.nonzero(squared <= np.ceil(radius**2)[:, None, None])
    return blob, rows[blob, row], columns[blob, column], squared[blob, row, column]


def _gradient(pyramid: Pyramid, image: Ints, rows: Ints, columns: Ints) -> tuple[Floats, Floats]:
    """Differences of the two neighbours along each axis; at the border of the pixel itself and its one neighbour."""
    width, flat = pyramid.widths[image], pyramid.flat
    place = pyramid.starts[image] + rows * width + columns
    across = flat[place + (columns < width - 1)] - flat[place - (columns > 0)]
    down = flat[place + width * (rows < pyramid.heights[image] - 1)] - flat[place - width * (rows > 0)]
    return across, down


def _bell(x: Floats) -> Floats:
    """The sixth-order Taylor polynomial of exp(x)."""
    total = np.ones_like(x)
    for order in (6, 5, 4, 3, 2, 1):
        total = 1 + total * x / order
    return total

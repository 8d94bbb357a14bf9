"""FREAK-84: 37 receptors around a key point, compared pair by pair."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Flags, Floats, Ints
from adapters.markers.detection.pyramid import IMAGES, Pyramid

RINGS = (
    (1.000000, 180, 0.550),
    (0.930969, 90, 0.475),
    (0.847306, 0, 0.400),
    (0.741094, 270, 0.325),
    (0.595502, 180, 0.250),
    (0.362783, 90, 0.175),
)
"""Radius, direction of the first of six points in degrees, and sigma of a receptor, outermost ring first."""

CENTRE_SIGMA = 0.100
REACH = 7.0
"""Radius of the outermost ring in sizes of the key point; at least one pixel."""

BYTES = 84
ROOM = 96
"""Bytes of a descriptor in the file; those beyond :data:`BYTES` are 0."""

_FIRST, _SECOND = np.triu_indices(37, 1)


def receptors() -> NDArray[np.float32]:
    """x, y, sigma of the 37 receptors in the order of the samples: ring by ring inwards, then the centre."""
    table = []
    for radius, start, sigma in RINGS:
        for point in range(6):
            angle = np.deg2rad(start + 60 * point)
            table.append((round(radius * np.cos(angle), 6), round(radius * np.sin(angle), 6), sigma))
    return np.array([*table, (0, 0, CENTRE_SIGMA)], np.float32)


_RECEPTORS = receptors().T


def descriptors(pyramid: Pyramid, x: Floats, y: Floats, sigma: Floats, angle: Floats) -> NDArray[np.uint8]:
    """Of each key point :data:`ROOM` bytes; bit k, lowest first, tells whether pair k's first sample is the darker."""
    reach = np.maximum(np.float32(1), np.float32(REACH) * sigma)
    rows, columns = receptor_places(x, y, reach, angle)
    image = _images(pyramid, _RECEPTORS[2] * reach[:, None])
    scale = np.exp2(image // IMAGES).astype(np.float32)
    own_rows, own_columns = ((each + np.float32(0.5)) / scale - np.float32(0.5) for each in (rows, columns))
    packed = np.packbits(darker(bilinear(pyramid, image, own_rows, own_columns, 2)), axis=0, bitorder="little")
    return np.pad(packed, ((0, ROOM - len(packed)), (0, 0))).T


def receptor_places(x: Floats, y: Floats, reach: Floats | float, angle: Floats) -> tuple[Floats, Floats]:
    """Rows and columns of the receptors around n places, n x 37; ``reach`` is the radius of the outermost ring."""
    across, down, _ = _RECEPTORS
    cosine, sine = (np.cos(angle) * reach)[:, None], (np.sin(angle) * reach)[:, None]
    return y[:, None] + sine * across + cosine * down, x[:, None] + cosine * across - sine * down


def darker(samples: Floats, by: float = 0.0) -> Flags:
    """Whether the first of a pair's samples is the darker, pairs x n; ``by``: also when it is brighter by less."""
    by_receptor = np.ascontiguousarray(samples.T)
    return by_receptor[_FIRST] < (by_receptor + np.float32(by) if by else by_receptor)[_SECOND]


def _images(pyramid: Pyramid, sigma: Floats) -> Ints:
    """The image of the pyramid that is blurred nearest to ``sigma``."""
    octave = np.floor(np.log2(sigma))
    step = np.rint(2 * (np.log2(sigma) - octave))
    octave, step = octave + (step == IMAGES - 1), step % (IMAGES - 1)
    image = IMAGES * octave + step
    return np.clip(image, 0, IMAGES * pyramid.octaves - 1).astype(np.intp)


def bilinear(pyramid: Pyramid, image: Ints, rows: Floats, columns: Floats, margin: int) -> Floats:
    """Samples of each one's image at places in its own pixels, kept ``margin`` (1 or 2) pixels within its size."""
    start, width, height = pyramid.starts[image], pyramid.widths[image], pyramid.heights[image]
    x = np.clip(columns, 0, width - margin).astype(np.float32)
    y = np.clip(rows, 0, height - margin).astype(np.float32)
    left, top = np.minimum(x.astype(np.intp), width - 2), np.minimum(y.astype(np.intp), height - 2)
    right, below = x - left.astype(np.float32), y - top.astype(np.float32)
    corner = start + top * width + left
    flat = pyramid.flat
    upper = flat[corner] * (1 - right) + flat[corner + 1] * right
    lower = flat[corner + width] * (1 - right) + flat[corner + width + 1] * right
    return upper * (1 - below) + lower * below

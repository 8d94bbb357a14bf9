"""Where a picture can be followed: squares whose pixels tell how far they moved.

What a square tells about its displacement is the 2 x 2 matrix G of the products of its gradients, summed over it
(Lucas & Kanade 1981; Shi & Tomasi 1994). The tracker adds up the matrices of all squares, so an edge, whose smaller
eigenvalue is 0, is worth something too.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats, Grey
from adapters.markers.planar.arrays import POINT

SIDE = 16
"""Of a square, pixels of its level."""

COUNTS = (160, 120, 60, 25, 10)
"""How many squares, by level."""

EDGE = 0.1
"""What the larger eigenvalue is worth beside the smaller one."""

LEAST = 1.0
"""Of the root of that, grey levels a pixel: less drowns in noise."""

STRONG = 12.0
"""From here on more contrast makes a square no better."""

APART = SIDE // 2
"""Centres of squares of one level are at least so far from each other, pixels of the level."""


def points(template: Grey) -> NDArray[np.void]:
    """The squares of all levels, by level; within a level every beginning of the list is spread over the picture."""
    chosen = [_chosen(level, image, COUNTS[level]) for level, image in enumerate(_levels(template))]
    return np.concatenate(chosen)


def _levels(template: Grey) -> Iterator[Grey]:
    image = template
    for level in range(len(COUNTS)):
        if min(image.shape) < SIDE:
            return
        yield image
        if level + 1 < len(COUNTS):
            image = cv2.pyrDown(image, borderType=cv2.BORDER_REPLICATE).astype(np.uint8, copy=False)


def _worth(image: Grey) -> Floats:
    """By the upper left pixel of a square: the root of lambda_min + EDGE * lambda_max of G, a pixel."""
    floats = image.astype(np.float32)
    right, down = np.gradient(floats, axis=1), np.gradient(floats, axis=0)
    xx, xy, yy = (_means(product) for product in (right * right, right * down, down * down))
    half, root = (xx + yy) / 2, np.hypot((xx - yy) / 2, xy)
    return np.sqrt(np.maximum(half - root, 0) + EDGE * (half + root))


def _means(values: Floats) -> Floats:
    whole = cv2.boxFilter(values, cv2.CV_32F, (SIDE, SIDE), anchor=(0, 0), borderType=cv2.BORDER_REPLICATE)
    return whole[: values.shape[0] - SIDE + 1, : values.shape[1] - SIDE + 1].astype(np.float32, copy=False)


def _chosen(level: int, image: Grey, count: int) -> NDArray[np.void]:
    """Greedily: each next square is worth less the nearer it is to those that were taken."""
    rows, columns, worth = _candidates(image)
    reach = 1.5 * np.sqrt(image.size / count)
    nearest = np.full(len(worth), reach)
    out = np.zeros(min(count, len(worth)), POINT)
    taken = 0
    while taken < len(out):
        value = np.where(nearest < APART, 0, worth * (nearest / reach) ** 2)
        best = int(value.argmax())
        if value[best] <= 0:
            break
        middle = (np.array([columns[best], rows[best]]) + (SIDE - 1) / 2) * 2**level
        out[taken] = (*middle, level, max(1, round(255 * float(value[best]) / STRONG)))
        nearest = np.minimum(nearest, np.hypot(rows - rows[best], columns - columns[best]))
        taken += 1
    return out[:taken]


def _candidates(image: Grey) -> tuple[NDArray[np.float32], NDArray[np.float32], Floats]:
    """Rows and columns of upper left corners, best of their neighbourhood, and what they are worth."""
    worth = np.minimum(_worth(image), STRONG)
    highest = cv2.dilate(worth, np.ones((3, 3), np.uint8))
    spare = np.zeros(worth.shape, bool)
    inner = tuple(slice(1, -1) if side > 4 else slice(None) for side in worth.shape)
    spare[inner] = True
    rows, columns = np.nonzero((worth >= highest - 1e-6) & (worth > LEAST) & spare)
    return rows.astype(np.float32), columns.astype(np.float32), worth[rows, columns]

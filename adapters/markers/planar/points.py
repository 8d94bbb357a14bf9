"""Where a picture can be followed: squares whose pixels tell how far they moved.

What a square T tells about its displacement is a 2 x 2 matrix G (Lucas & Kanade 1981; Shi & Tomasi 1994): the
covariances of its derivatives, less what looks like a change of contrast, as ``viewer/core/track/patch.h`` has it:
G_ij = cov(T_i, T_j) - cov(T, T_i) cov(T, T_j) / var(T). The tracker adds up the matrices of all squares, so an edge,
whose smaller eigenvalue is 0, is worth something too; an even slope is worth nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats, Grey, Ints
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

APART = (8, 8, 6, 5, 5)
"""Centres of squares of one level are at least so far from each other, pixels of the level."""

TELLING = 3.0
"""Times as much is a square worth that tells one place of a repeating picture from another."""

COARSE = 2
"""From this level on every place is looked at, not the best of each neighbourhood alone: there are few."""


def points(template: Grey, telling: Callable[[Grey, int], NDArray[np.bool_]] | None = None) -> NDArray[np.void]:
    """The squares of all levels, by level; within a level every beginning of the list is spread over the picture.

    ``telling`` says of a level's image, by the upper left pixel of a square, whether it counts more than others.
    """
    chosen = []
    for level, image in enumerate(levels(template)):
        worth = np.minimum(_worth(image), STRONG)
        places = np.nonzero(_good(worth, level))
        more = np.where(telling(image, level), TELLING, 1) if telling else np.ones(worth.shape)
        chosen.append(_chosen(level, image, places, (worth * more)[places]))
    return np.concatenate(chosen)


def levels(template: Grey) -> Iterator[Grey]:
    """The template, and halves of it as long as a square fits in."""
    image = template
    for level in range(len(COUNTS)):
        if min(image.shape) < SIDE:
            return
        yield image
        if level + 1 < len(COUNTS):
            image = cv2.pyrDown(image, borderType=cv2.BORDER_REPLICATE).astype(np.uint8, copy=False)


def _worth(image: Grey) -> Floats:
    """By the upper left pixel of a square: the root of lambda_min + EDGE * lambda_max of G, a pixel."""
    grey = image.astype(np.float64)
    parts = (grey, np.gradient(grey, axis=1), np.gradient(grey, axis=0))
    means = [averages(part) for part in parts]
    tt, tx, ty, xx, xy, yy = (
        averages(parts[i] * parts[j]) - means[i] * means[j] for i, j in ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
    )
    gain = 1 / np.maximum(tt, 1)
    xx, xy, yy = xx - tx * tx * gain, xy - tx * ty * gain, yy - ty * ty * gain
    half, root = (xx + yy) / 2, np.sqrt(((xx - yy) / 2) ** 2 + xy**2)
    return np.sqrt(np.maximum(half - root, 0) + EDGE * np.maximum(half + root, 0))


def averages(values: Floats) -> Floats:
    """Of squares, by their upper left pixel."""
    whole = cv2.boxFilter(values, cv2.CV_64F, (SIDE, SIDE), anchor=(0, 0), borderType=cv2.BORDER_REPLICATE)
    return whole[: values.shape[0] - SIDE + 1, : values.shape[1] - SIDE + 1].astype(np.float64, copy=False)


def _chosen(level: int, image: Grey, places: tuple[Ints, ...], worth: Floats) -> NDArray[np.void]:
    """Greedily: a square is worth more the farther it is from all that were taken."""
    rows, columns = (place.astype(np.float32) for place in places)
    usual = np.sqrt(image.size / COUNTS[level])
    nearest = np.full(len(worth), float(max(image.shape)) ** 2, np.float32)
    value = worth * max(image.shape)
    out = np.zeros(min(COUNTS[level], len(worth)), POINT)
    taken = 0
    while taken < len(out):
        best = int(value.argmax())
        if value[best] <= 0:
            break
        middle = (np.array([columns[best], rows[best]]) + (SIDE - 1) / 2) * 2**level
        weight = np.clip(np.rint(128 * value[best] / (STRONG * usual)), 1, 255)
        out[taken] = (*middle, level, weight)
        apart = (rows - rows[best]) ** 2 + (columns - columns[best]) ** 2
        nearer = np.flatnonzero(apart < nearest)
        nearest[nearer] = apart[nearer]
        value[nearer] = np.where(nearest[nearer] < APART[level] ** 2, 0, worth[nearer] * np.sqrt(apart[nearer]))
        taken += 1
    return out[:taken]


def _good(worth: Floats, level: int) -> NDArray[np.bool_]:
    """The squares that may be taken, by their upper left pixel.

    On fine levels a pixel is spared at the picture's edge, where paper ends and light comes in. The best place of each
    neighbourhood does there, unless these are too few: where all detail is in one place.
    """
    good = worth > LEAST
    if level >= COARSE:
        return good
    good[[0, -1]] = good[:, [0, -1]] = False
    best = good & (worth >= cv2.dilate(worth, np.ones((3, 3), np.uint8)) - 1e-6)
    return best if np.count_nonzero(best) >= COUNTS[level] else good

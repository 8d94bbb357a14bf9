"""Which squares tell the places of a repeating picture apart.

Where a picture looks the same a step away, a camera sees the same wherever the picture is thought to lie, but for
squares that show something else, or lie beyond its edge, a step back.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats, Grey
from adapters.markers.planar.points import SIDE, averages, levels

LIKE = 0.45
"""Correlation below which a square shows something else."""


def steps(repeats: Floats) -> Iterator[Floats | None]:
    """Eight steps, those opposite to each other at k and 7 - k; None where one needs a second movement."""
    for second in (-1, 0, 1):
        for first in (-1, 0, 1):
            if second and len(repeats) < 2:
                yield None
            elif first or second:
                yield first * repeats[0] + (second * repeats[1] if second else 0)


def differs(image: Grey, step: Floats) -> NDArray[np.bool_]:
    """By the upper left pixel of a square: whether something else, or nothing, lies a step (pixels) back from it.

    Nothing lies there where the square's middle is beyond the picture's edge. One that is mostly in it looks right from
    a step away too, so it tells nothing.
    """
    height, width = image.shape
    shift = np.array([[1, 0, -step[0]], [0, 1, -step[1]]])
    back = cv2.warpAffine(image, shift, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    here, there = image.astype(np.float64), back.astype(np.float64)
    first, second = averages(here), averages(there)
    spread = (averages(here * here) - first**2) * (averages(there * there) - second**2)
    likeness = (averages(here * there) - first * second) / np.sqrt(np.maximum(spread, 1))
    left = np.arange(likeness.shape[1]) + SIDE / 2 - 0.5 - step[0]
    top = (np.arange(likeness.shape[0]) + SIDE / 2 - 0.5 - step[1])[:, None]
    nearest = np.minimum(np.minimum(left, width - left), np.minimum(top, height - top))
    return np.where(nearest < SIDE / 2, nearest < 0, likeness < LIKE)


def telling(repeats: Floats, image: Grey, level: int) -> NDArray[np.bool_]:
    """By the upper left pixel of a square of a level: whether it differs in the direction of one of the movements."""
    found = [differs(image, way * move / 2**level) for move in repeats for way in (-1, 1)]
    return np.any(found, axis=0)


def masks(template: Grey, repeats: Floats, squares: NDArray[np.void]) -> NDArray[np.uint8]:
    """One bit for each step, by square; nothing is mistaken for a step that there is not."""
    out = np.zeros(len(squares), np.uint8)
    for level, image in enumerate(levels(template)):
        mine = np.nonzero(squares["level"] == level)[0]
        corners = (np.stack([squares["y"], squares["x"]])[:, mine] / 2**level - (SIDE - 1) / 2).round().astype(np.intp)
        for k, step in enumerate(steps(repeats)):
            told = True if step is None else differs(image, step / 2**level)[*corners]
            out[mine] |= np.where(told, 1 << k, 0).astype(np.uint8)
    return out

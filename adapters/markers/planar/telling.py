"""Which squares tell the places apart at which a picture looks like itself.

Where a picture looks the same moved or turned, a camera sees the same wherever the picture is thought to lie, but for
squares that show something else, or lie beyond its edge, at the place that the map takes to them.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats, Grey
from adapters.markers.planar.points import SIDE, averages, levels
from adapters.markers.planar.turns import inverse

LIKE = 0.45
"""Correlation below which a square shows something else."""


def likes(moves: Floats, turns: Sequence[Floats] | Floats = ()) -> Floats:
    """All maps (n x 2 x 3) that leave a picture looking like itself: steps of the movements and their sums, and turns.

    The k-th and the k-th from the end are inverse to each other.
    """
    both = [*moves, moves[1] - moves[0], moves[0] + moves[1]] if len(moves) == 2 else moves
    steps = [np.column_stack([np.eye(2), move]) for move in both]
    return np.array([*steps, *turns, *(inverse(step) for step in steps[::-1])]).reshape(-1, 2, 3)


def differs(image: Grey, like: Floats) -> NDArray[np.bool_]:
    """By the upper left pixel of a square: whether something else, or nothing, lies where the map takes there from.

    Nothing lies there where the square's middle is beyond the picture's edge. One that is mostly in it looks right from
    there too, so it tells nothing.
    """
    height, width = image.shape
    there = cv2.warpAffine(image, like, (width, height), flags=cv2.INTER_LINEAR).astype(np.float64)
    here = image.astype(np.float64)
    first, second = averages(here), averages(there)
    spread = (averages(here * here) - first**2) * (averages(there * there) - second**2)
    likeness = (averages(here * there) - first * second) / np.sqrt(np.maximum(spread, 1))
    back = inverse(like)
    rows, columns = (np.arange(length) + (SIDE - 1) / 2 for length in likeness.shape)
    left = back[0, 0] * columns + back[0, 1] * rows[:, None] + back[0, 2] + 0.5
    top = back[1, 0] * columns + back[1, 1] * rows[:, None] + back[1, 2] + 0.5
    nearest = np.minimum(np.minimum(left, width - left), np.minimum(top, height - top))
    return np.where(nearest < SIDE / 2, nearest < 0, likeness < LIKE)


def telling(maps: Floats, image: Grey, level: int) -> NDArray[np.bool_]:
    """By the upper left pixel of a square of a level: whether it differs under one of the maps."""
    return np.any([differs(image, on_level(like, level)) for like in maps], axis=0)


def on_level(like: Floats, level: int) -> Floats:
    """The same map between pixels of a level; level l halves the template l times, pixel x of it lies at x 2^l."""
    return np.column_stack([like[:, :2], like[:, 2] / 2**level])


def masks(template: Grey, maps: Floats, squares: NDArray[np.void]) -> NDArray[np.uint16]:
    """One bit for each map, by square."""
    out = np.zeros(len(squares), np.uint16)
    for level, image in enumerate(levels(template)):
        mine = np.nonzero(squares["level"] == level)[0]
        corners = (np.stack([squares["y"], squares["x"]])[:, mine] / 2**level - (SIDE - 1) / 2).round().astype(np.intp)
        for k, like in enumerate(maps):
            out[mine] |= np.where(differs(image, on_level(like, level))[*corners], 1 << k, 0).astype(np.uint16)
    return out

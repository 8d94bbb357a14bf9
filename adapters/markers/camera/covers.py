"""A hand or a card before the picture: a strip over it that hides a given share."""

from __future__ import annotations

import math

import numpy as np

from adapters.markers.camera.backdrops import behind
from adapters.markers.camera.geometry import Floats, Size, outline, seen
from adapters.markers.camera.sheet import Image, coverage, touched

BEYOND = 0.12
"""How far a cover reaches beyond the picture, in its sides."""


def cover(frame: Image, matrix: Floats, picture: Size, share: float, dice: np.random.Generator) -> None:
    """Lay something over ``share`` of a picture's area, in place; ``matrix`` leads from its pixels to the frame's."""
    strip = seen(matrix, covering(picture, share, dice))
    size = (frame.shape[1], frame.shape[0])
    box = touched(strip, size)
    if box.empty:
        return
    over = behind(dice, size, coloured=frame.ndim == 3)[box.part]
    if dice.random() < 0.5:  # skin, more or less
        over = np.full_like(over, (96, 128, 190) if frame.ndim == 3 else 140)
    part = frame[box.part]
    hidden = coverage(strip, box) > 0.5
    part[hidden] = over[hidden]


def covering(picture: Size, share: float, dice: np.random.Generator) -> Floats:
    """The corners (4 x 2, in the picture's pixels) of a strip over ``share`` of it, in any direction and place."""
    angle, begin = float(dice.uniform(0, 2 * math.pi)), float(dice.uniform(-0.2, 1.2)) * (1 - share)
    begin = min(max(begin, 0.0), 1 - share)
    along = np.array([math.cos(angle), math.sin(angle)])
    ends = outline((1, 1)) - 0.5
    low, high = ((ends @ along).min(), (ends @ along).max())
    first = low - BEYOND if begin <= 0 else quantile(along, begin)
    last = high + BEYOND if begin + share >= 1 else quantile(along, begin + share)
    aside = np.array([-along[1], along[0]])
    reach = float(np.abs(ends @ aside).max()) + BEYOND
    corners = [along * first - aside * reach, along * last - aside * reach]
    corners += [along * last + aside * reach, along * first + aside * reach]
    return (np.array(corners) + 0.5) * picture


def quantile(along: Floats, share: float) -> float:
    """How far in a direction the unit square around the origin must be cut to have ``share`` of its area before.

    The area before a cut is the convolution of two boxes, a trapezoid in the cut's place: a quadratic, a linear and
    again a quadratic piece.
    """
    long, short = sorted(np.abs(along), reverse=True)
    corner = short / (2 * long)
    if min(share, 1 - share) >= corner:
        return float((share - 0.5) * long)
    near = math.sqrt(2 * min(share, 1 - share) * long * short) - (long + short) / 2
    return near if share < 0.5 else -near

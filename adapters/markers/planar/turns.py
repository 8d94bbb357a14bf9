"""How a picture looks like itself again, turned: emblems, mandalas, playing cards, boxes in rows.

Such a picture fits itself when it is turned. A search has to compare these places by what is different there.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats, Grey
from adapters.markers.planar.alike import beside, correlation, detail, exact, fine

HALF, ANGLES = 180, (90, 120, 60, 72, 144, 45, 135, 30, 150)
"""Degrees: of all that looks the same twice to six, eight and twelve times a turn. The others hold the other way round
as well.
"""

SEARCHED = 64
"""Longer side, pixels, of the picture that turns are searched for in."""

LEAST_ALIKE = 0.3
"""Correlation of the small pictures below which no square is asked."""


def turns(template: Grey, squares: NDArray[np.void], most: int) -> Floats:
    """Maps (n x 2 x 3, at most ``most``, template pixels) that turn the picture and leave much of it looking the same.

    The k-th and the k-th from the end are inverse to each other.
    """
    points, (small, scale) = fine(squares), detail(template, SEARCHED)

    def confirmed(angle: float) -> Floats | None:
        guess = _guess(small, scale, angle)
        return None if guess is None else _exact(template, points, guess)

    half = [turn] if (turn := confirmed(HALF)) is not None else []
    found = [turn for angle in ANGLES if (turn := confirmed(angle)) is not None]
    others = found[: (most - len(half)) // 2]
    return np.array([*others, *half, *(inverse(turn) for turn in others[::-1])]).reshape(-1, 2, 3)


def inverse(turn: Floats) -> Floats:
    """The way back."""
    back = turn[:, :2].T
    return np.column_stack([back, -back @ turn[:, 2]])


def _exact(template: Grey, points: Floats, guess: Floats) -> Floats | None:
    """The map to a part of a pixel, where squares confirm that the picture looks the same."""
    size = template.shape[::-1]
    turned = cv2.warpAffine(template, guess, size).astype(np.uint8, copy=False)
    back = points @ inverse(guess)[:, :2].T + inverse(guess)[:, 2]
    inside = ((back > 0) & (back < np.array(size) - 1)).all(axis=1)
    off = exact(template, turned, points[inside], np.zeros(2))
    return None if off is None else np.column_stack([guess[:, :2], guess[:, 2] - off])


def _guess(small: Floats, scale: float, angle: float) -> Floats | None:
    """The map around the picture's middle, moved to where most of both is alike: correlation times what they share.

    ``small`` has ``scale`` pixels for one of the template.
    """
    size = small.shape[::-1]
    around = np.asarray(cv2.getRotationMatrix2D(((size[0] - 1) / 2, (size[1] - 1) / 2), -angle, 1), np.float64)
    turned, seen = (cv2.warpAffine(part, around, size).astype(np.float64) for part in (small, np.ones_like(small)))
    alike = correlation(small, turned, seen)
    down, across = (1 - np.abs(np.arange(2 * length) - length) / length for length in small.shape)
    y, x = np.unravel_index((alike * down[:, None] * across).argmax(), alike.shape)
    if alike[y, x] < LEAST_ALIKE:
        return None
    move = np.array([x + beside(alike[y], x) - size[0], y + beside(alike[:, x], y) - size[1]])
    linear = around[:, :2]
    to = (around[:, 2] + move + 0.5) / scale - 0.5
    edge = linear @ np.full(2, 0.5 / scale - 0.5)
    return np.column_stack([linear, to - edge])

"""Where a picture looks like itself again, moved: tiles, wallpaper, a logo printed many times.

Such a picture fits itself at several places. The tracker has to know which, so that it can tell them apart by what is
different there, or say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats, Grey
from adapters.markers.planar.alike import correlation, detail, exact, fine, share

SEARCHED = 256
"""Longer side, pixels, of the picture that movements are searched for in."""

LEAST_MOVE = 10
"""Pixels of it; below, a picture is merely smooth."""

TURNED, ALL = 0.95, 0.95
"""Correlation with itself upside down: chessboards, dots and waves have 0.99, other pictures that repeat at most 0.88.
And the share of squares that must repeat before nothing else can tell how it lies; dots above a title have 0.93.
"""

MOSTLY = 0.8
"""Share of squares from which a picture is one that repeats itself, not one of many cells."""

MOST_TRIED = 24
IN_LINE = 0.35
"""Sine of the angle below which two movements tell the same."""


def repeats(template: Grey, squares: NDArray[np.void]) -> Floats:
    """At most two movements (n x 2: x, y in template pixels), the shortest ones that are not in line.

    ``squares`` are the points that will be followed: most of them must look the same when moved.
    """
    found: list[Floats] = []
    points = fine(squares)
    for move in _candidates(template):
        one = exact(template, template, points, move)
        if one is not None and not _known(one, found):
            found.append(one)
        if len(found) == 2:
            break
    return np.array(found).reshape(-1, 2)


def is_wallpaper(template: Grey, squares: NDArray[np.void], moves: Floats) -> bool:
    """Whether so much repeats that what a camera sees of it speaks for many places alike."""
    return bool(len(moves)) and float(np.mean(_shares(template, squares, moves))) >= MOSTLY


def is_turned(template: Grey, squares: NDArray[np.void], moves: Floats) -> bool:
    """Whether all of a picture that repeats itself looks the same upside down: then nothing tells how it lies."""
    small, _ = detail(template, SEARCHED)
    turned = correlation(small, small[::-1, ::-1]).max() > TURNED
    return bool(turned) and min(_shares(template, squares, moves)) > ALL


def _shares(template: Grey, squares: NDArray[np.void], moves: Floats) -> list[float]:
    return [share(template, template, fine(squares), move) for move in moves]


def _candidates(template: Grey) -> Sequence[Floats]:
    """Peaks of the picture's correlation with itself, the shortest movements first, template pixels."""
    small, scale = detail(template, SEARCHED)
    alike = correlation(small, small)
    peaks = alike >= cv2.dilate(alike, np.ones((9, 9))) - 1e-9
    rows, columns = np.nonzero(peaks & (alike > 0.3))
    moves = np.stack([columns - small.shape[1], rows - small.shape[0]], axis=1).astype(np.float64)
    length = np.hypot(*moves.T)
    half = (moves[:, 0] > 0) | ((moves[:, 0] == 0) & (moves[:, 1] > 0))
    order = np.argsort(length, kind="stable")
    return [moves[i] / scale for i in order if half[i] and length[i] >= LEAST_MOVE][:MOST_TRIED]


def _known(move: Floats, found: Sequence[Floats]) -> bool:
    cross = [abs(a[0] * move[1] - a[1] * move[0]) / (np.hypot(*a) * np.hypot(*move)) for a in found]
    return any(sine < IN_LINE for sine in cross)

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
from adapters.markers.planar.points import SIDE

SEARCHED = 256
"""Longer side, pixels, of the picture that movements are searched for in."""

LEAST_MOVE = 10
"""Pixels of it; below, a picture is merely smooth."""

SHARED = 0.25
"""Least part of the picture that lies over itself when moved."""

TURNED, ALL = 0.95, 0.95
"""Correlation with itself upside down: chessboards, dots and waves have 0.99, other pictures that repeat at most 0.88.
And the share of squares that must repeat before nothing else can tell how it lies; dots above a title have 0.93.
"""

ALIKE, SHARE, LEAST_SQUARES = 0.7, 0.4, 20
"""Correlation of squares that look the same; the least share of them that do, and how many must be told of."""

SLACK = 3
"""Pixels around the place where a square is looked for again."""

MOST_TRIED = 24
IN_LINE = 0.35
"""Sine of the angle below which two movements tell the same."""


def repeats(template: Grey, squares: NDArray[np.void]) -> Floats:
    """At most two movements (n x 2: x, y in template pixels), the shortest ones that are not in line.

    ``squares`` are the points that will be followed: most of them must look the same when moved.
    """
    found: list[Floats] = []
    points = _fine(squares)
    for move in _candidates(template):
        exact = _exact(template, points, move)
        if exact is not None and not _known(exact, found):
            found.append(exact)
        if len(found) == 2:
            break
    return np.array(found).reshape(-1, 2)


def is_turned(template: Grey, squares: NDArray[np.void], moves: Floats) -> bool:
    """Whether all of a picture that repeats itself looks the same upside down: then nothing tells how it lies."""
    small, _ = _detail(template)
    turned = _correlation(small, small[::-1, ::-1]).max() > TURNED
    return bool(turned) and all(_share(template, _fine(squares), move) > ALL for move in moves)


def _fine(squares: NDArray[np.void]) -> Floats:
    """Middles of those of the finest level (n x 2)."""
    return np.stack([squares["x"], squares["y"]], axis=1)[squares["level"] == 0].astype(np.float64)


def _share(template: Grey, points: Floats, move: Floats) -> float:
    """Of the squares that stay in the picture when moved: how many look the same there."""
    fits = [fit.max() for point in points if (fit := _fit(template, point, move)) is not None]
    return float(np.mean(np.array(fits) > ALIKE)) if fits else 0.0


def _detail(template: Grey) -> tuple[Floats, float]:
    """The picture made small, without its shades, and its pixels for one of the template."""
    scale = min(1.0, SEARCHED / max(template.shape))
    size = (round(template.shape[1] * scale), round(template.shape[0] * scale))
    small = cv2.resize(template, size, interpolation=cv2.INTER_AREA).astype(np.float64)
    return small - cv2.GaussianBlur(small, (0, 0), 12), scale


def _candidates(template: Grey) -> Sequence[Floats]:
    """Peaks of the picture's correlation with itself, the shortest movements first, template pixels."""
    small, scale = _detail(template)
    correlation = _correlation(small, small)
    peaks = correlation >= cv2.dilate(correlation, np.ones((9, 9))) - 1e-9
    rows, columns = np.nonzero(peaks & (correlation > 0.3))
    moves = np.stack([columns - small.shape[1], rows - small.shape[0]], axis=1).astype(np.float64)
    length = np.hypot(*moves.T)
    half = (moves[:, 0] > 0) | ((moves[:, 0] == 0) & (moves[:, 1] > 0))
    order = np.argsort(length, kind="stable")
    return [moves[i] / scale for i in order if half[i] and length[i] >= LEAST_MOVE][:MOST_TRIED]


def _correlation(image: Floats, other: Floats) -> Floats:
    """Of a picture with another of its size, moved, -1 .. 1; the movement (0, 0) is in the middle of 2h x 2w.

    0 where little overlaps.
    """
    height, width = image.shape
    size = (2 * height, 2 * width)
    ones = np.fft.rfft2(np.ones_like(image), size)
    one, two, one_squared, two_squared = (np.fft.rfft2(part, size) for part in (image, other, image**2, other**2))

    def over(a: NDArray[np.complex128], b: NDArray[np.complex128]) -> Floats:
        return np.fft.irfft2(a * np.conj(b), size)

    count = np.maximum(over(ones, ones), 1)
    first, second = over(one, ones) / count, over(ones, two) / count
    spread = (over(one_squared, ones) / count - first**2) * (over(ones, two_squared) / count - second**2)
    alike = (over(one, two) / count - first * second) / np.sqrt(np.maximum(spread, 1))
    alike[count < SHARED * image.size] = 0
    return np.fft.fftshift(alike)


def _exact(template: Grey, points: Floats, move: Floats) -> Floats | None:
    """The movement to a part of a pixel, where squares confirm it: all together say where they are alike most."""
    whole = np.round(move)
    fits = [fit for point in np.round(points) if (fit := _fit(template, point, whole)) is not None]
    if len(fits) < LEAST_SQUARES:
        return None
    mean = np.mean(fits, axis=0)
    y, x = np.unravel_index(mean.argmax(), mean.shape)
    near = np.array(fits)[:, max(y - 1, 0) : y + 2, max(x - 1, 0) : x + 2].max(axis=(1, 2))
    if (near > ALIKE).mean() < SHARE:
        return None
    return whole + np.array([x + _beside(mean[y], x), y + _beside(mean[:, x], y)]) - SLACK


def _fit(template: Grey, point: Floats, move: Floats) -> NDArray[np.float32] | None:
    """How alike the square there is, moved a little more or less; None where it would leave the picture."""
    here, there = _square(template, point, 0), _square(template, point + move, SLACK)
    if here is None or there is None:
        return None
    return cv2.matchTemplate(there, here, cv2.TM_CCOEFF_NORMED).astype(np.float32, copy=False)


def _beside(fit: NDArray[np.float32], at: int) -> float:
    """Where the parabola through the best and its neighbours has its top, from the best."""
    if not 0 < at < len(fit) - 1:
        return 0.0
    left, top, right = (float(value) for value in fit[at - 1 : at + 2])
    bend = left - 2 * top + right
    return 0.5 * (left - right) / bend if bend < 0 else 0.0


def _square(template: Grey, middle: Floats, slack: int) -> Grey | None:
    x, y = (int(v) for v in np.round(middle) - SIDE // 2 - slack)
    side = SIDE + 2 * slack
    if x < 0 or y < 0 or x + side > template.shape[1] or y + side > template.shape[0]:
        return None
    return template[y : y + side, x : x + side]


def _known(move: Floats, found: Sequence[Floats]) -> bool:
    cross = [abs(a[0] * move[1] - a[1] * move[0]) / (np.hypot(*a) * np.hypot(*move)) for a in found]
    return any(sine < IN_LINE for sine in cross)

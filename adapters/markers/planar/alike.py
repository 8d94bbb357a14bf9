"""How alike a picture and another one are, moved: as wholes, and square by square."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats, Grey
from adapters.markers.planar.points import SIDE

SHARED = 0.25
"""Least part of the picture that lies over the other one when moved."""

ALIKE, SHARE, LEAST_SQUARES = 0.7, 0.4, 20
"""Correlation of squares that look the same; the least share of them that do, and how many must be told of."""

SHADES = 3 / 64
"""Of its longer side: what changes more slowly than over so many pixels is light."""

SLACK = 3
"""Pixels around the place where a square is looked for again."""


def detail(template: Grey, longest: int) -> tuple[Floats, float]:
    """The picture made small, without its shades, and its pixels for one of the template."""
    scale = min(1.0, longest / max(template.shape))
    size = (round(template.shape[1] * scale), round(template.shape[0] * scale))
    small = cv2.resize(template, size, interpolation=cv2.INTER_AREA).astype(np.float64)
    return small - cv2.GaussianBlur(small, (0, 0), SHADES * longest), scale


def correlation(image: Floats, other: Floats, seen: Floats | None = None) -> Floats:
    """Of a picture with another of its size, moved, -1 .. 1; the movement (0, 0) is in the middle of 2h x 2w.

    ``seen`` is 1 where there is something of the other, which is 0 elsewhere. 0 where little overlaps.
    """
    height, width = image.shape
    size = (2 * height, 2 * width)
    whole = np.ones_like(image)
    ones, one, one_squared = (np.fft.rfft2(part, size) for part in (whole, image, image**2))
    there, two, two_squared = (np.fft.rfft2(p, size) for p in (whole if seen is None else seen, other, other**2))

    def over(a: NDArray[np.complex128], b: NDArray[np.complex128]) -> Floats:
        return np.fft.irfft2(a * np.conj(b), size)

    count = np.maximum(over(ones, there), 1)
    first, second = over(one, there) / count, over(ones, two) / count
    spread = (over(one_squared, there) / count - first**2) * (over(ones, two_squared) / count - second**2)
    alike = (over(one, two) / count - first * second) / np.sqrt(np.maximum(spread, 1))
    alike[count < SHARED * image.size] = 0
    return np.fft.fftshift(alike)


def share(template: Grey, other: Grey, points: Floats, move: Floats) -> float:
    """Of the squares of one that stay in the other when moved: how many look the same there."""
    fits = [one.max() for point in points if (one := fit(template, other, point, move)) is not None]
    return float(np.mean(np.array(fits) > ALIKE)) if fits else 0.0


def exact(template: Grey, other: Grey, points: Floats, move: Floats) -> Floats | None:
    """The movement to a part of a pixel, where squares confirm it: all together say where they are alike most."""
    whole = np.round(move)
    fits = [one for point in np.round(points) if (one := fit(template, other, point, whole)) is not None]
    if len(fits) < LEAST_SQUARES:
        return None
    mean = np.mean(fits, axis=0)
    y, x = np.unravel_index(mean.argmax(), mean.shape)
    near = np.array(fits)[:, max(y - 1, 0) : y + 2, max(x - 1, 0) : x + 2].max(axis=(1, 2))
    if (near > ALIKE).mean() < SHARE:
        return None
    return whole + np.array([x + beside(mean[y], x), y + beside(mean[:, x], y)]) - SLACK


def fit(template: Grey, other: Grey, point: Floats, move: Floats) -> NDArray[np.float32] | None:
    """How alike the square there is, moved a little more or less; None where it would leave the other picture."""
    here, there = _square(template, point, 0), _square(other, point + move, SLACK)
    if here is None or there is None:
        return None
    return cv2.matchTemplate(there, here, cv2.TM_CCOEFF_NORMED).astype(np.float32, copy=False)


def beside(values: NDArray[np.floating], at: int) -> float:
    """Where the parabola through the best and its neighbours has its top, from the best."""
    if not 0 < at < len(values) - 1:
        return 0.0
    left, top, right = (float(value) for value in values[at - 1 : at + 2])
    bend = left - 2 * top + right
    return 0.5 * (left - right) / bend if bend < 0 else 0.0


def _square(template: Grey, middle: Floats, slack: int) -> Grey | None:
    x, y = (int(v) for v in np.round(middle) - SIDE // 2 - slack)
    side = SIDE + 2 * slack
    if x < 0 or y < 0 or x + side > template.shape[1] or y + side > template.shape[0]:
        return None
    return template[y : y + side, x : x + side]


def fine(squares: NDArray[np.void]) -> Floats:
    """Middles of those of the finest level (n x 2)."""
    return np.stack([squares["x"], squares["y"]], axis=1)[squares["level"] == 0].astype(np.float64)

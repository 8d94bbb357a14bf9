"""Cropping: to where the detail is, or to a piece that is not so thin."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from adapters.markers.advice.details import Details
from adapters.markers.advice.measures.spread import box, spots

DETAIL = 0.98
"""Of the detail must stay."""

PADDING = 0.02
"""Of the longer side, around the detail."""

LARGEST = 0.85
"""Of the area: cutting away less changes nothing."""

LEAST = 100
"""Pixels of a side that are left."""

THICK = 2.0
"""Long side over short side that a crop has at most, where the picture has room."""

Part = tuple[float, float, float, float]


def to_detail(known: Details, size: tuple[int, int]) -> dict[str, float] | None:
    """The part with nearly all detail as shares left, top, right, bottom; None where that is nearly the whole."""
    part = _widened(box(known, DETAIL), size)
    return _worthwhile(part, size)


def to_piece(known: Details, size: tuple[int, int]) -> dict[str, float] | None:
    """The piece of a thin picture that has most detail, THICK times as long as wide; None where it is not thin."""
    width, height = size
    axis = 0 if width >= height else 1
    share = THICK * min(size) / max(size)
    if share > LARGEST:
        return None
    places, weights = spots(known)
    begins = np.linspace(0, 1 - share, 33)
    within = [weights[(places[:, axis] >= begin) & (places[:, axis] < begin + share)].sum() for begin in begins]
    begin = float(begins[int(np.argmax(within))])
    part = (begin, 0.0, begin + share, 1.0) if axis == 0 else (0.0, begin, 1.0, begin + share)
    return _worthwhile(part, size)


def crop(picture: NDArray[np.uint8], parameters: Mapping[str, float]) -> NDArray[np.uint8]:
    """That part of the picture. Raises ValueError where it is none."""
    left, top, right, bottom = (parameters[name] for name in ("left", "top", "right", "bottom"))
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise ValueError("a crop goes from 0 to 1, left before right, top before bottom")
    height, width = picture.shape[:2]
    columns = slice(round(left * width), max(round(right * width), round(left * width) + 1))
    rows = slice(round(top * height), max(round(bottom * height), round(top * height) + 1))
    return np.ascontiguousarray(picture[rows, columns])


def _widened(part: Part, size: tuple[int, int]) -> Part:
    """With its padding, and its shorter side as long as THICK asks."""
    sides = np.array(size, np.float64)
    low, high = np.array(part[:2]) * sides, np.array(part[2:]) * sides
    middle, lengths = (low + high) / 2, high - low + 2 * PADDING * sides.max()
    lengths = np.minimum(np.maximum(lengths, lengths.max() / THICK), sides)
    low = np.clip(middle - lengths / 2, 0, sides - lengths)
    left, top = (low / sides).tolist()
    right, bottom = ((low + lengths) / sides).tolist()
    return left, top, right, bottom


def _worthwhile(part: Part, size: tuple[int, int]) -> dict[str, float] | None:
    left, top, right, bottom = (round(float(value), 4) for value in part)
    across, down = right - left, bottom - top
    if across * down > LARGEST or across * size[0] < LEAST or down * size[1] < LEAST:
        return None
    return {"left": left, "top": top, "right": right, "bottom": bottom}

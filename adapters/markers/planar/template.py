"""The picture as it is carried to the phone: small, grey and coded."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Grey
from adapters.tracking.workbench import Workbench

LONGEST = 512
"""Pixels of a template's longer side; smaller pictures keep their size."""

BAND = 256
"""Rows summed at a time, to keep the wide sums small."""

STEEPNESS = 1.3
"""The step that halves a coding is this power of two times as large, about: where to look for a step next."""

GUESSES = 5
"""After which the rest is halved each time: drawings bend that rule."""

FINEST, COARSEST = 24, 2047
"""Steps of the codec, in 1/8 of a grey level: 3 levels are finer than a camera's noise."""


class Template(NamedTuple):
    """``image`` is coded, ``grey`` what a phone decodes it to."""

    grey: Grey
    image: bytes


def shrunk(grey: Grey, longest: int = LONGEST) -> Grey:
    """Exact area means; a pixel x of the answer lies at the share (x + 0.5) / width of the picture's width."""
    share = min(1.0, longest / max(grey.shape))
    if share == 1.0:
        return grey
    height, width = (max(1, round(side * share)) for side in grey.shape)
    bands = [_sums(grey[top : top + BAND].T, width, np.uint32).T for top in range(0, len(grey), BAND)]
    sums = _sums(np.concatenate(bands), height, np.uint64)
    return ((sums + np.uint64(grey.size // 2)) // np.uint64(grey.size)).astype(np.uint8)


def _sums(values: NDArray[np.integer], count: int, dtype: type[np.unsignedinteger]) -> NDArray[np.unsignedinteger]:
    """``len(values)`` times the means of ``count`` equal, partly overlapping shares of the rows: whole numbers.

    Sums may pass the end of ``dtype``: differences of unsigned numbers are taken modulo its range.
    """
    rows = len(values)
    whole = np.zeros((rows + 1, *values.shape[1:]), dtype)
    np.cumsum(values, axis=0, dtype=dtype, out=whole[1:])
    begins, parts = np.divmod(np.arange(count + 1) * rows, count)
    following = values[np.minimum(begins, rows - 1)]
    return np.diff(whole[begins] * dtype(count) + parts.astype(dtype)[:, None] * following, axis=0)


def coded(bench: Workbench, grey: Grey, most: int) -> Template:
    """The finest coding that takes at most ``most`` bytes."""
    low, high = FINEST, COARSEST
    at, guesses = low, GUESSES
    while low < high:
        size = bench.encoded_size(grey, at)
        low, high = (low, at) if size <= most else (at + 1, high)
        guesses -= 1
        beyond = -1 if size <= most else 1
        likely = round(at * (size / most) ** STEEPNESS) + beyond if guesses > 0 else (low + high) // 2
        at = min(max(low, likely), high - 1)
    image = bench.encode(grey, low)
    return Template(bench.decode(image, grey.shape), image)

"""The picture as it is carried to the phone: small, grey and coded."""

from __future__ import annotations

from typing import NamedTuple

import cv2

from adapters.markers.arrays import Grey
from adapters.tracking.workbench import Workbench

LONGEST = 512
"""Pixels of a template's longer side; smaller pictures keep their size."""

FINEST, COARSEST = 24, 2047
"""Steps of the codec, in 1/8 of a grey level: 3 levels are finer than a camera's noise."""


class Template(NamedTuple):
    """``image`` is coded, ``grey`` what a phone decodes it to."""

    grey: Grey
    image: bytes


def shrunk(grey: Grey, longest: int = LONGEST) -> Grey:
    """Area means; a template pixel x lies at the share (x + 0.5) / width of the picture's width."""
    share = min(1.0, longest / max(grey.shape))
    if share == 1.0:
        return grey
    size = [max(1, round(side * share)) for side in reversed(grey.shape)]
    return cv2.resize(grey, size, interpolation=cv2.INTER_AREA)  # pyright: ignore[reportReturnType] - 8 bits stay


def coded(bench: Workbench, grey: Grey, most: int) -> Template:
    """The finest coding that takes at most ``most`` bytes."""
    low, high = FINEST, COARSEST
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if bench.encoded_size(grey, middle) <= most else (middle + 1, high)
    image = bench.encode(grey, low)
    return Template(bench.decode(image, grey.shape), image)

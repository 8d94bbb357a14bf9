"""One picture of the corpus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[Any]
Side = Literal["fit", "held"]
LONGEST = 960
"""Pixels of a picture's longer side at most: it is judged as if it had been uploaded so."""


@dataclass(frozen=True)
class Item:
    """``read`` gives BGR of any size."""

    name: str
    source: str
    side: Side
    read: Callable[[], Image]

    @property
    def real(self) -> bool:
        return self.source != "drawn"


def load(item: Item) -> Image:
    """BGR, not longer than LONGEST."""
    return shrunk(item.read())


def shrunk(image: Image) -> Image:
    """By means of areas."""
    scale = LONGEST / max(image.shape[:2])
    if scale >= 1:
        return np.ascontiguousarray(image)
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)

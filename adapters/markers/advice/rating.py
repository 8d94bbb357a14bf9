"""How often a camera would find a picture that is only a proposal."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adapters.markers.picture import filmed
from adapters.markers.planar.compile import compile_planar
from adapters.markers.quality.estimate import planar_rate
from application.ports import InputRejected


def score_of(picture: NDArray[np.uint8]) -> int:
    """The estimated score, 0-100, of a picture in colour (height x width x BGR); 0 when it is no marker."""
    grey = filmed(picture)
    try:
        target = compile_planar(grey, progress=lambda *_: None)
    except InputRejected:
        return 0
    return round(100 * planar_rate(grey, target.data))

"""The picture, small, grey and dim, for colours to be seen on."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Grey

DARKEST, LIGHTEST = 10.0, 125.0


def dimmed(picture: NDArray[np.uint8], longest: int) -> Grey:
    """``picture`` is grey (height x width) or BGR (height x width x 3); its sides shrink to ``longest`` at most."""
    share = min(1.0, longest / max(picture.shape[:2]))
    size = [max(1, round(side * share)) for side in reversed(picture.shape[:2])]
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY) if small.ndim == 3 else small
    return np.rint(DARKEST + grey * ((LIGHTEST - DARKEST) / 255)).astype(np.uint8)

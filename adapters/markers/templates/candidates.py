"""Where a template may stand: the crests of the gradient."""

from __future__ import annotations

import cv2
import numpy as np

from adapters.markers.arrays import Floats, Grey, Ints

FULL_SCALE = np.float32(3 * 256)
LEVELS = 1000


def gradient(grey: Grey) -> Floats:
    """Root mean square of the Prewitt derivatives, 0-1; the border of one pixel is -1."""
    step, three = np.array([-1, 0, 1], np.float32), np.ones(3, np.float32)
    across = cv2.sepFilter2D(grey, cv2.CV_32F, step, three)
    down = cv2.sepFilter2D(grey, cv2.CV_32F, three, step)
    across /= FULL_SCALE
    down /= FULL_SCALE
    across *= across
    down *= down
    across += down
    across /= 2
    strength = np.sqrt(across, out=across)
    strength[[0, -1]] = -1
    strength[:, [0, -1]] = -1
    return strength


def crests(grey: Grey, share: float) -> tuple[Ints, Ints]:
    """Rows and columns, in raster order, of the pixels stronger than their four neighbours and than the share's cut."""
    strength = gradient(grey)
    inner = strength[1:-1, 1:-1]
    rows, columns = np.nonzero(
        (inner > strength[1:-1, :-2])
        & (inner > strength[1:-1, 2:])
        & (inner > strength[:-2, 1:-1])
        & (inner > strength[2:, 1:-1])
    )
    levels = (inner[rows, columns] * LEVELS).astype(np.intp)
    kept = levels >= _cut(levels, share * grey.size)
    return rows[kept] + 1, columns[kept] + 1


def _cut(levels: Ints, wanted: float) -> int:
    """The highest level at and above which there are as many as wanted; 0 when there never are."""
    from_top = np.cumsum(np.bincount(levels, minlength=LEVELS)[::-1])
    reached = np.flatnonzero(from_top >= wanted)
    return LEVELS - 1 - int(reached[0]) if len(reached) else 0

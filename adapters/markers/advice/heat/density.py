"""How much trackable detail there is in every place, on a scale that is the same for all pictures."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.advice.details import Details
from adapters.markers.arrays import Floats

USUAL_FEATURES, USUAL_SQUARES = 8000.0, 180.0
"""Sums of the weights that good photographs have (astronaut, camera, chelsea, coffee, pinball: 7500-10900, 120-210)."""

REACH = 0.015
"""Spread of what one place adds, of the longer side."""


def density(known: Details, width: int, height: int) -> Floats:
    """Rows x columns of 0..1: 0 nothing, 0.5 as much as all over a good photograph, 1 a crowd of it."""
    total = np.zeros((height, width))
    kinds = (known.features, known.weights, USUAL_FEATURES), (known.points, known.point_weights, USUAL_SQUARES)
    for places, weights, usual in kinds:
        columns, rows = np.minimum((places * [width, height]).astype(np.intp), [width - 1, height - 1]).T
        np.add.at(total, (rows, columns), weights / usual / len(kinds))
    smooth = cv2.GaussianBlur(total, (0, 0), REACH * max(width, height), borderType=cv2.BORDER_REFLECT)
    return 1 - np.exp(-0.7 * smooth * total.size)


def colours(heat: Floats) -> NDArray[np.uint8]:
    """BGR of each value: the upper part of matplotlib's inferno, evenly lighter to the eye from purple to yellow."""
    levels = np.rint(255 * (0.3 + 0.7 * np.clip(heat, 0, 1))).astype(np.uint8)
    flat = cv2.applyColorMap(levels.reshape(-1, 1), cv2.COLORMAP_INFERNO)
    return flat.reshape(*heat.shape, 3).astype(np.uint8, copy=False)


def veil(heat: Floats) -> Floats:
    """How much of the picture the colour covers: nothing where there is nothing, never all."""
    return 0.65 * np.clip(heat, 0, 1) ** 0.6

"""The heat map as a PNG picture with a legend below."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.advice.details import Details
from adapters.markers.advice.heat.backdrop import DARKEST, LIGHTEST, dimmed
from adapters.markers.advice.heat.density import colours, density, veil
from adapters.markers.arrays import Floats

LONGEST, SHORTEST = 960, 240
MOST_BYTES = 1_000_000
LEGEND = 40
"""Height of the legend, pixels."""

LITTLE, MUCH = "nothing to track", "much"
INK = (225, 225, 225)
FONT, LINE = cv2.FONT_HERSHEY_SIMPLEX, cv2.LINE_AA


def heat_png(picture: NDArray[np.uint8], known: Details, longest: int = LONGEST) -> bytes:
    """The bytes of a PNG of at most 1 MB: the picture (grey or BGR) dimmed, glowing where the default engine finds it.

    The picture's sides shrink to ``longest`` at most, and further while the file is too large.
    """
    while True:
        data = _encoded(_drawn(picture, known, longest))
        if len(data) <= MOST_BYTES or longest <= SHORTEST:
            return data
        longest = max(SHORTEST, longest * 3 // 4)


def _drawn(picture: NDArray[np.uint8], known: Details, longest: int) -> NDArray[np.uint8]:
    grey = dimmed(picture, longest)
    height, width = grey.shape
    heat = density(known, width, height)
    glowing = _over(np.repeat(grey[:, :, None], 3, axis=2), heat)
    return np.concatenate([glowing, _legend(width)]) if width >= SHORTEST else glowing


def _over(below: NDArray[np.uint8], heat: Floats) -> NDArray[np.uint8]:
    share = veil(heat)[:, :, None]
    return np.rint(below * (1 - share) + colours(heat) * share).astype(np.uint8)


def _legend(width: int) -> NDArray[np.uint8]:
    """Words, a bar from nothing to much on a middling grey, and a word."""
    strip = np.full((LEGEND, width, 3), DARKEST, np.uint8)
    scale = min(0.5, width / 900)
    sides = [cv2.getTextSize(word, FONT, scale, 1)[0] for word in (LITTLE, MUCH)]
    gap, base = 12, (LEGEND + sides[0][1]) // 2
    left, right = 2 * gap + sides[0][0], width - 2 * gap - sides[1][0]
    bar = np.tile(np.linspace(0, 1, max(1, right - left)), (LEGEND // 3, 1))
    below = np.full((*bar.shape, 3), (DARKEST + LIGHTEST) // 2, np.uint8)
    strip[LEGEND // 3 : LEGEND // 3 + len(bar), left : left + bar.shape[1]] = _over(below, bar)
    cv2.putText(strip, LITTLE, (gap, base), FONT, scale, INK, 1, LINE)
    cv2.putText(strip, MUCH, (right + gap, base), FONT, scale, INK, 1, LINE)
    return strip


def _encoded(drawn: NDArray[np.uint8]) -> bytes:
    done, data = cv2.imencode(".png", drawn, [cv2.IMWRITE_PNG_COMPRESSION, 6])
    if not done:
        raise ValueError("the heat map cannot be encoded")
    return data.tobytes()

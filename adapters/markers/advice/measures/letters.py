"""How many letters stand in rows on a picture."""

from __future__ import annotations

import cv2
import numpy as np

from adapters.markers.arrays import Flags, Grey, Ints

SIDES = (600, 1000)
"""Longer side that letters are looked for in, pixels: smaller pictures are doubled, larger ones shrunk."""

AROUND = 31
"""Pixels that ink is darker, or lighter, than the mean of."""

INK = 20
HEIGHTS = (6, 80)
LEAST_FILLED = 0.15
BOX = 5
"""Columns of what OpenCV tells of a connected part: left, top, width, height, area."""


def letters(grey: Grey) -> tuple[int, float]:
    """Parts of ink that have one like them on both sides, and their share of all parts that could be letters."""
    sized = _sized(grey).astype(np.float32)
    above = cv2.boxFilter(sized, -1, (AROUND, AROUND)) - sized
    return max((_in_rows(_parts(np.asarray(ink))) for ink in (above > INK, above < -INK)), key=lambda found: found[0])


def _sized(grey: Grey) -> Grey:
    longest = max(grey.shape)
    share = 2.0 if longest < SIDES[0] else min(1.0, SIDES[1] / longest)
    how = cv2.INTER_AREA if share < 1 else cv2.INTER_CUBIC
    return cv2.resize(grey, None, fx=share, fy=share, interpolation=how).astype(np.uint8, copy=False)


def _parts(ink: Flags) -> Ints:
    """Boxes of connected ink of a letter's shape, the largest first, at most 1500."""
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    boxes = boxes[1:, :BOX].astype(np.intp)
    width, height, area = boxes[:, 2], boxes[:, 3], boxes[:, 4]
    shaped = (height >= HEIGHTS[0]) & (height <= HEIGHTS[1]) & (width >= 2) & (width < 4 * height)
    kept = boxes[shaped & (area > LEAST_FILLED * width * height)]
    return kept[np.argsort(-kept[:, 4], kind="stable")[:1500]]


def _in_rows(boxes: Ints) -> tuple[int, float]:
    if not len(boxes):
        return 0, 0.0
    left, width, height = boxes[:, 0], boxes[:, 2], boxes[:, 3]
    base, tall = boxes[:, 1] + height, np.maximum(height[:, None], height)
    gap = left - (left + width)[:, None]
    follows = (gap > -0.3 * tall) & (gap < tall)
    follows &= (np.abs(base - base[:, None]) < 0.25 * tall) & (tall < 1.8 * np.minimum(height[:, None], height))
    np.fill_diagonal(follows, val=False)
    both = follows.any(axis=0) & follows.any(axis=1)
    return int(both.sum()), float(both.mean())

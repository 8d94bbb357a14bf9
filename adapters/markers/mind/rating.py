"""A first estimate of how often a camera finds a picture that has files for MindAR alone.

1 / (1 + exp(-x)) with x = CONSTANT + KEYPOINTS ln(1 + k) + TEMPLATES ln(1 + t): k counts key points of the levels up to
AFAR pixels, at most MOST_PER_CELL in each of CELLS x CELLS cells, t counts templates. The numbers were fitted to the
nft engine, which recognises by the same kind of key points and follows by the same kind of templates, not to MindAR.
"""

from __future__ import annotations

import math

import numpy as np

from adapters.markers.formats.mind import Target

AFAR = 320
CELLS = 8
MOST_PER_CELL = 16
CONSTANT, KEYPOINTS, TEMPLATES = -8.03, 0.965, 0.542


def rate(target: Target) -> float:
    """The expected rate of a compiled picture, 0-1."""
    cells = np.zeros((CELLS, CELLS), np.intp)
    for level in target.matching_data:
        if max(level.width, level.height) <= AFAR:
            for point in (*level.maxima_points, *level.minima_points):
                row, column = (
                    int(place * CELLS / side) for place, side in ((point.y, level.height), (point.x, level.width))
                )
                cells[min(max(row, 0), CELLS - 1), min(max(column, 0), CELLS - 1)] += 1
    spread = int(np.minimum(cells, MOST_PER_CELL).sum())
    return expected(spread, sum(len(image.points) for image in target.tracking_data))


def expected(keypoints: int, templates: int) -> float:
    """The formula above."""
    return 1 / (1 + math.exp(-(CONSTANT + KEYPOINTS * math.log1p(keypoints) + TEMPLATES * math.log1p(templates))))

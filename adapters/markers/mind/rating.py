"""A first estimate of how often a camera finds a picture that has files for MindAR alone.

The formula of the nft engine's estimate with MindAR's counts: both recognise by the same kind of key points and follow
by the same kind of templates, but the numbers were not fitted to MindAR.
"""

from __future__ import annotations

import numpy as np

from adapters.markers.formats.mind import Target
from adapters.markers.score import AFAR, CELLS, MOST_PER_CELL, expected


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

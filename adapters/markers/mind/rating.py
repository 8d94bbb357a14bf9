"""A first estimate of how often a camera finds a picture that has files for MindAR alone.

The formula of the nft engine's estimate with MindAR's counts: both recognise by the same kind of key points and follow
by the same kind of templates, but the numbers were not fitted to MindAR.
"""

from __future__ import annotations

import numpy as np

from adapters.markers.formats.mind import Target
from adapters.markers.score import AFAR, CELLS, MOST_PER_CELL, expected
from domain.quality import Score, scored

METHOD = "mind-counts-1"


def rate(target: Target) -> Score:
    """The score of a compiled picture."""
    cells = np.zeros((CELLS, CELLS), np.intp)
    for level in target.matching_data:
        if max(level.width, level.height) <= AFAR:
            for point in (*level.maxima_points, *level.minima_points):
                row, column = (
                    int(place * CELLS / side) for place, side in ((point.y, level.height), (point.x, level.width))
                )
                cells[min(max(row, 0), CELLS - 1), min(max(column, 0), CELLS - 1)] += 1
    spread = int(np.minimum(cells, MOST_PER_CELL).sum())
    return scored(expected(spread, sum(len(image.points) for image in target.tracking_data)), METHOD)

"""Where on a picture its trackable detail lies."""

from __future__ import annotations

import numpy as np

from adapters.markers.advice.details import Details
from adapters.markers.arrays import Floats

NEARLY_ALL = 0.9
BORDER = 0.03
"""Of a side: what is nearer to the picture's edge is the edge itself, which every picture has."""


def spots(known: Details) -> tuple[Floats, Floats]:
    """Places (n x 2 shares) and weights of features and squares together, each kind half of the whole."""
    parts = ((known.features, known.weights), (known.points, known.point_weights))
    places, weights = [], []
    for where, worth in parts:
        inside = np.all((where > BORDER) & (where < 1 - BORDER), axis=1)
        places.append(where[inside])
        weights.append(worth[inside] / max(worth[inside].sum(), 1e-9) / len(parts))
    return np.concatenate(places), np.concatenate(weights)


def box(known: Details, share: float = NEARLY_ALL) -> tuple[float, float, float, float]:
    """Left, top, right and bottom (shares) between which that share of the detail lies, in each direction."""
    places, weights = spots(known)
    if not len(places):
        return 0.0, 0.0, 1.0, 1.0
    (left, right), (top, bottom) = (_shortest(places[:, axis], weights, share) for axis in (0, 1))
    return left, top, right, bottom


def _shortest(values: Floats, weights: Floats, share: float) -> tuple[float, float]:
    """The shortest interval with that share of the weight."""
    order = np.argsort(values)
    values, sums = values[order], np.cumsum(weights[order])
    begins = np.concatenate([[0.0], sums[:-1]])
    ends = np.searchsorted(sums, begins + share * sums[-1] - 1e-9)
    possible = ends < len(values)
    lengths = np.where(possible, values[np.minimum(ends, len(values) - 1)] - values, np.inf)
    best = int(np.argmin(lengths))
    return float(values[best]), float(values[ends[best]])

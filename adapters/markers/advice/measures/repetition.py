"""How much a picture repeats itself: by its pixels when it is shifted, and by its descriptors."""

from __future__ import annotations

import numpy as np

from adapters.markers.advice.details import Details
from adapters.markers.advice.measures.correlation import fine, likest
from adapters.markers.arrays import Grey

SIDE = 192
"""Longer side that is compared, pixels; finer patterns are lost on cameras as well."""

SAME_PLACE = 0.06
"""Of the longer side: nearer shifts are the same place, as in ``viewer/core/search/match.c``."""

STRONGEST = 600
TWIN = 45
"""Bits, of 256, that two features differ by at most to be twins; a camera's noise alone changes as many."""


def likest_shift(grey: Grey) -> float:
    """The highest correlation of the picture with itself, shifted to another place."""
    small = fine(grey, SIDE)
    return likest(small, small, SAME_PLACE)


def twins(known: Details) -> tuple[float, int]:
    """The share of the strongest features that another place has as well, and how many it has not."""
    strongest = np.argsort(-known.weights, kind="stable")[:STRONGEST]
    bits = np.unpackbits(known.bits[strongest], axis=1).astype(np.float32)
    ones = bits.sum(axis=1)
    distance = ones[:, None] + ones - 2 * bits @ bits.T
    across, down = (known.features[strongest] * known.size / max(known.size)).astype(np.float32).T
    apart = (across[:, None] - across) ** 2 + (down[:, None] - down) ** 2
    twin = np.any((distance <= TWIN) & (apart > SAME_PLACE**2), axis=1)
    return (float(twin.mean()), int((~twin).sum())) if len(twin) else (0.0, 0)

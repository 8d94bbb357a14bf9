"""How sure a rate is."""

from __future__ import annotations

import math

Z = 1.959964
"""95 % of a normal distribution lie within so many standard deviations."""


def wilson(rate: float, views: int) -> tuple[float, float]:
    """The 95 % interval (E. B. Wilson, 1927) of a rate that so many views showed, within 0..1.

    Views that are spread evenly over the conditions tell more than as many drawn at random, so it is rather too wide.
    """
    shrunk = 1 + Z**2 / views
    middle = (rate + Z**2 / (2 * views)) / shrunk
    half = Z / shrunk * math.sqrt(rate * (1 - rate) / views + (Z / (2 * views)) ** 2)
    return max(0.0, middle - half), min(1.0, middle + half)

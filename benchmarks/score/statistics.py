"""How well one number tells another."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
DRAWS = 2000
"""Of the bootstrap."""

SEED = 1


def spearman(first: Floats, second: Floats) -> float:
    """Rank correlation, equal values sharing their mean rank; 0 where one side is all equal."""
    one, other = ranked(first), ranked(second)
    one, other = one - one.mean(), other - other.mean()
    lengths = np.linalg.norm(one) * np.linalg.norm(other)
    return float(one @ other / lengths) if lengths else 0.0


def ranked(values: Floats) -> Floats:
    """Ranks from 0, the mean of them for equal values."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (ends - (counts + 1) / 2)[place]


def interval(measure: Callable[[Floats, Floats], float], first: Floats, second: Floats) -> tuple[float, float]:
    """The middle 95 % of a measure over pictures drawn anew (Efron's percentile bootstrap)."""
    dice = np.random.default_rng(SEED)
    draws = dice.integers(0, len(first), (DRAWS, len(first)))
    found = [measure(first[draw], second[draw]) for draw in draws]
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def mean_error(first: Floats, second: Floats) -> float:
    """Mean absolute difference."""
    return float(np.abs(first - second).mean())


def told_apart(scores: Floats, rates: Floats, border: float = 0.5) -> float:
    """The area under the curve (AUC): how often a picture above the border scores more than one below."""
    above, below = scores[rates >= border], scores[rates < border]
    if not len(above) or not len(below):
        return float("nan")
    more = above[:, None] - below[None]
    return float((more > 0).mean() + (more == 0).mean() / 2)


def entropy(grey: NDArray[np.uint8]) -> float:
    """What the NFT creator rates pictures by: natural entropy of the grey levels 0..254, the last one forgotten."""
    counts = np.bincount(grey.ravel(), minlength=256)[:255]
    shares = counts[counts > 0] / grey.size
    return float(-(shares * np.log(shares)).sum())

"""A crowd of blobs thinned evenly over the picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Ints

MOST = 500
BUCKETS = 10
BEST = MOST // BUCKETS**2


def pruned(blobs: NDArray[np.void], width: int, height: int) -> NDArray[np.void]:
    """At most :data:`MOST` blobs: all, or the strongest :data:`BEST` of each of 10 x 10 buckets, bucket by bucket."""
    if len(blobs) <= MOST:
        return blobs
    across = blobs["x"].astype(np.intp) // -(-width // BUCKETS)
    down = blobs["y"].astype(np.intp) // -(-height // BUCKETS)
    bucket = across * BUCKETS + down
    order = np.lexsort((-np.abs(blobs["score"]), bucket))
    return blobs[order[ranks(bucket[order]) < BEST]]


def ranks(groups: Ints) -> Ints:
    """The place of each element within its run of equal values."""
    begins = np.flatnonzero(np.diff(groups, prepend=-1))
    return np.arange(len(groups)) - np.repeat(begins, np.diff(begins, append=len(groups)))

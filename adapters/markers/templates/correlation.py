"""Similarity of a template to windows: their normalised correlation, as the readers of each format compute it."""

from __future__ import annotations

import numpy as np

from adapters.markers.arrays import Floats, Grey


def rounded(template: Grey, windows: Grey) -> Floats:
    """Similarity of each of n windows as float32 sums it, value after value in raster order.

    Beyond 2^24 the sums of squares lose bits, most of all in bright pictures. What stands in the file, and which
    template is just good enough, follows from these values.
    """
    count = template.size
    centred = template.ravel().astype(np.float32)
    centred -= np.float32(centred.sum()) / np.float32(count)
    values = windows.reshape(-1, count).astype(np.float32)
    products = np.add.accumulate(values * centred, axis=1)[:, -1]
    squares = np.add.accumulate(values * values, axis=1)[:, -1]
    sums = windows.sum(axis=(1, 2), dtype=np.int64).astype(np.float32)
    own = np.sqrt(np.add.accumulate(centred * centred)[-1])
    spread = np.sqrt(np.maximum(squares - sums * sums / np.float32(count), 0))
    return np.divide(products, own * spread, out=np.full(len(values), -1, np.float32), where=spread > 0)


def exact(template: Grey, windows: Grey) -> Floats:
    """Similarity of each of n windows from whole numbers in float64: the same for both of a pair, so ties are ties."""
    count = template.size
    own, others = template.ravel().astype(np.float64), windows.reshape(-1, count).astype(np.float64)
    total, sums = own.sum(), others.sum(axis=1)
    shared = count * (others @ own) - sums * total
    squares = (count * (others * others).sum(axis=1) - sums * sums) * (count * (own @ own) - total * total)
    return np.divide(shared, np.sqrt(squares), out=np.full(len(others), -1.0), where=squares > 0)

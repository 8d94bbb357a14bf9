"""How much pictures are like one another at the best of all shifts."""

from __future__ import annotations

import cv2
import numpy as np

from adapters.markers.arrays import Floats, Grey

BACKGROUND = 1 / 24
"""Spread of the blur that is taken away, of the longer side: an even slope is like itself everywhere."""

LEAST_OVERLAP = 0.4
LEAST_CONTRAST = 0.03
"""Of the contrast of the whole pictures: plainer overlaps are like anything."""


def fine(grey: Grey, longest: int) -> Floats:
    """The picture's detail without its background, its longer side ``longest`` pixels at most."""
    share = min(1.0, longest / max(grey.shape))
    size = [max(8, round(side * share)) for side in reversed(grey.shape)]
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    return small - cv2.GaussianBlur(small, (0, 0), BACKGROUND * max(size))


def likest(a: Floats, b: Floats, apart: float = 0.0) -> float:
    """The highest correlation of ``b``, shifted by ``apart`` of its longer side or more, with what it covers of ``a``.

    By Fourier transforms (J. P. Lewis, Fast Normalized Cross-Correlation, 1995); only shifts that leave LEAST_OVERLAP
    of the smaller picture count.
    """
    size = [cv2.getOptimalDFTSize(first + second) for first, second in zip(a.shape, b.shape, strict=True)]
    first, second = (np.fft.rfft2([part, part**2, np.ones_like(part)], size) for part in (a, b))
    product, energy_a, energy_b, overlap = np.fft.irfft2(
        [first[i] * second[j].conj() for i, j in ((0, 0), (1, 2), (2, 1), (2, 2))], size
    )
    least = (LEAST_CONTRAST**2 * (a**2).sum() * (b**2).sum()) + 1e-9
    likeness = product / np.sqrt(np.maximum(energy_a * energy_b, least))
    down, across = (np.minimum(np.arange(side), side - np.arange(side)) for side in size)
    far = np.hypot(down[:, None], across) >= apart * max(b.shape)
    whole = min(a.size, b.size)
    return float(np.max(likeness, where=far & (overlap >= LEAST_OVERLAP * whole), initial=0.0))

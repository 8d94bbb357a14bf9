"""What the nft engine's rate is estimated by: features of the picture's scales, and its contrast."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Grey
from adapters.markers.scales import Scale

AFAR, FRAME = 120, 480
"""Longer sides, pixels, of the scales that a frame shows: smaller ones are recognised by others as well."""

TEMPLATES = 640
"""The longest side of the scales whose templates count: the width of a viewer's frame."""

CLEAR = 130
"""Bits of 666 by which a key point differs from all that lie elsewhere: nearer ones are taken for one another."""

ELSEWHERE = 0.06
"""Of a scale's longer side."""

SMALL, FINE, COARSE = 320, 3.0, 12.0
"""Contrast is that of the picture with this longer side between blurs of these standard deviations, pixels."""

WORDS = 11
"""Of 64 bits that hold a descriptor."""


def nft_facts(grey: Grey, scales: Sequence[Scale]) -> dict[str, float]:
    """Logarithms of what the picture has; ``grey`` is the picture as cameras film it.

    ``clear``: of the clear key points of a scale, on average over the scales that frames show; ``followed``: of all
    templates up to a frame's size; ``contrast``: of the grey levels' root mean square.
    """
    shown = [scale for scale in scales if AFAR < max(scale.size) <= FRAME]
    templates = sum(len(scale.tracking.points) for scale in scales if max(scale.size) <= TEMPLATES)
    return {
        "clear": float(np.mean([math.log1p(clear(scale)) for scale in shown])) if shown else 0.0,
        "followed": math.log1p(templates),
        "contrast": contrast(grey),
    }


def clear(scale: Scale) -> int:
    """How many key points are unlike every other one that lies elsewhere."""
    points = scale.keypoints
    if not len(points):
        return 0
    across, down = (np.abs(np.subtract.outer(points[axis], points[axis])) for axis in "xy")
    elsewhere = np.hypot(across, down) > ELSEWHERE * max(scale.size)
    return int((np.where(elsewhere, distances(points["descriptor"]), CLEAR).min(axis=1) >= CLEAR).sum())


def distances(descriptors: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """Hamming distances between all rows."""
    whole = np.zeros((len(descriptors), WORDS * 8), np.uint8)
    whole[:, : min(descriptors.shape[1], WORDS * 8)] = descriptors[:, : WORDS * 8]
    words = whole.view(np.uint64)
    apart = np.zeros((len(words), len(words)), np.uint16)
    for word in words.T:
        apart += np.bitwise_count(np.bitwise_xor.outer(word, word))
    return apart


def contrast(grey: Grey) -> float:
    """Of shapes that a camera still resolves from afar."""
    scale = SMALL / max(grey.shape)
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    fine, coarse = (np.asarray(cv2.GaussianBlur(small, (0, 0), sigma)) for sigma in (FINE, COARSE))
    return math.log1p(float(np.sqrt(np.mean((fine - coarse) ** 2))))

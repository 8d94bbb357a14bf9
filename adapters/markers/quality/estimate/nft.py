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

AT_ONCE = 64
"""Key points that are compared with all later ones at a time: few enough for the processor's cache."""


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
    points, words = scale.keypoints, packed(scale.keypoints["descriptor"])
    unlike = np.ones(len(points), np.bool_)
    for begin in range(0, len(points), AT_ONCE):
        alike = distances(words[:, begin : begin + AT_ONCE], words[:, begin:]) < CLEAR
        one, other = (index + begin for index in np.nonzero(alike))
        across, down = (points[axis][one] - points[axis][other] for axis in "xy")
        elsewhere = across * across + down * down > np.float32(ELSEWHERE * max(scale.size)) ** 2
        unlike[one[elsewhere]] = unlike[other[elsewhere]] = False
    return int(unlike.sum())


def packed(descriptors: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """WORDS of every descriptor, word by word."""
    whole = np.zeros((len(descriptors), WORDS * 8), np.uint8)
    whole[:] = descriptors[:, : WORDS * 8]
    return np.ascontiguousarray(whole.view(np.uint64).T)


def distances(some: NDArray[np.uint64], others: NDArray[np.uint64]) -> NDArray[np.uint16]:
    """Hamming distances of packed descriptors, in rows those of one of ``some``."""
    apart = np.zeros((some.shape[1], others.shape[1]), np.uint16)
    for one, other in zip(some, others, strict=True):
        apart += np.bitwise_count(np.bitwise_xor.outer(one, other))
    return apart


def contrast(grey: Grey) -> float:
    """Of shapes that a camera still resolves from afar."""
    scale = SMALL / max(grey.shape)
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    fine, coarse = (np.asarray(cv2.GaussianBlur(small, (0, 0), sigma)) for sigma in (FINE, COARSE))
    return math.log1p(float(np.sqrt(np.mean((fine - coarse) ** 2))))

"""How much a picture repeats itself: by its pixels when it is shifted, and by its descriptors."""

from __future__ import annotations

import cv2
import numpy as np

from adapters.markers.advice.details import Details
from adapters.markers.arrays import Floats, Grey

SIDE = 192
"""Longer side that is compared, pixels; finer patterns are lost on cameras as well."""

BACKGROUND = 8.0
"""Spread of the blur that is taken away, pixels: an even slope is like itself everywhere."""

SAME_PLACE = 0.06
"""Of the longer side: nearer shifts are the same place, as in ``viewer/core/search/match.c``."""

LEAST_OVERLAP = 0.4
STRONGEST = 600
TWIN = 45
"""Bits, of 256, that two features differ by at most to be twins; a camera's noise alone changes as many."""


def likest_shift(grey: Grey) -> float:
    """The highest correlation of the picture with itself, shifted: of shifts that leave LEAST_OVERLAP of it."""
    fine = _fine(grey)
    size = 2 * fine.shape[0], 2 * fine.shape[1]
    picture, squares, whole = (np.fft.rfft2(part, size) for part in (fine, fine**2, np.ones_like(fine)))
    product = np.fft.irfft2(picture * picture.conj(), size)
    energy = np.fft.irfft2(squares * whole.conj(), size) * np.fft.irfft2(whole * squares.conj(), size)
    overlap = np.fft.irfft2(whole * whole.conj(), size) / fine.size
    likeness = product / np.sqrt(np.maximum(energy, (0.03 * product[0, 0]) ** 2 + 1e-9))
    down, across = (np.minimum(np.arange(side), side - np.arange(side)) for side in size)
    near = np.hypot(down[:, None], across) < SAME_PLACE * max(fine.shape)
    return float(np.max(likeness, where=(overlap >= LEAST_OVERLAP) & ~near, initial=0.0))


def _fine(grey: Grey) -> Floats:
    share = min(1.0, SIDE / max(grey.shape))
    size = [max(8, round(side * share)) for side in reversed(grey.shape)]
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.float64)
    return small - cv2.GaussianBlur(small, (0, 0), BACKGROUND)


def twins(known: Details) -> tuple[float, int]:
    """The share of the strongest features that another place has as well, and how many it has not."""
    strongest = np.argsort(-known.weights, kind="stable")[:STRONGEST]
    bits = np.unpackbits(known.bits[strongest], axis=1).astype(np.float32)
    ones = bits.sum(axis=1)
    distance = ones[:, None] + ones - 2 * bits @ bits.T
    places = known.features[strongest] * np.array(known.size) / max(known.size)
    apart = np.linalg.norm(places[:, None] - places, axis=2)
    twin = np.any((distance <= TWIN) & (apart > SAME_PLACE), axis=1)
    return (float(twin.mean()), int((~twin).sum())) if len(twin) else (0.0, 0)

"""The key points of one level: extrema with their direction, and a descriptor each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats, Grey, Ints
from adapters.markers.detection.freak import BYTES, REACH, bilinear, darker, receptor_places
from adapters.markers.detection.orientation import BINS, direction, histograms
from adapters.markers.detection.pyramid import Pyramid, pyramid
from adapters.markers.mind.extrema import extrema

IMAGES, OCTAVES = 2, 5
SPREAD = 3.0
"""Of the window for the direction, pixels of the octave."""

DARKER_BY = 0.01
POINT = np.dtype(
    [
        ("x", np.float32),
        ("y", np.float32),
        ("scale", np.intp),
        ("angle", np.float32),
        ("maximum", np.bool_),
        ("descriptor", np.uint8, BYTES),
    ]
)
"""Place in pixels of the level; size; direction, -pi to pi; bright or dark; the FREAK bits, highest first."""


def points(grey: Grey) -> NDArray[np.void]:
    """Records of :data:`POINT`, at most 500."""
    levels = pyramid(grey, IMAGES, OCTAVES)
    places = extrema(levels)
    found = np.empty(len(places), POINT)
    if not len(found):
        return found
    blurred = IMAGES * places["octave"] + 1
    scale = np.exp2(places["octave"]).astype(np.float32)
    for axis in "xy":
        found[axis] = places[axis] * scale + scale / 2 - np.float32(0.5)
    found["scale"], found["maximum"] = scale, places["score"] > 0
    found["angle"] = _directions(levels, blurred, places)
    found["descriptor"] = _descriptors(levels, blurred, places["x"], places["y"], found["angle"])
    return found


def _directions(levels: Pyramid, image: Ints, places: NDArray[np.void]) -> Floats:
    """The highest peak around the pixel that each place lies in."""
    x, y = (np.trunc(places[axis]) for axis in "xy")
    smooth = histograms(levels, image, x, y, np.full(len(x), SPREAD, np.float32))
    bins, each = smooth.argmax(axis=1), np.arange(len(smooth))
    before, top, after = (smooth[each, (bins + step) % BINS] for step in (-1, 0, 1))
    return direction(bins, before, top, after) - np.pi


def _descriptors(levels: Pyramid, image: Ints, x: Floats, y: Floats, angle: Floats) -> NDArray[np.uint8]:
    """All receptors look at the same image."""
    rows, columns = receptor_places(x, y, REACH, angle)
    samples = bilinear(levels, image[:, None], rows, columns, 1)
    return np.packbits(darker(samples, DARKER_BY), axis=0).T

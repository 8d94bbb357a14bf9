"""The key points of one scale: found, thinned, oriented, described."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Grey
from adapters.markers.detection.extrema import blobs
from adapters.markers.detection.freak import ROOM, descriptors
from adapters.markers.detection.orientation import oriented
from adapters.markers.detection.pruning import pruned
from adapters.markers.detection.pyramid import pyramid

DETECTED = np.dtype(
    [
        ("x", np.float32),
        ("y", np.float32),
        ("sigma", np.float32),
        ("angle", np.float32),
        ("maximum", np.bool_),
        ("descriptor", np.uint8, ROOM),
    ]
)
"""Place and size in pixels of the picture, direction in radians, bright or dark, and the FREAK bits."""


def detect(grey: Grey) -> NDArray[np.void]:
    """Records of :data:`DETECTED`; a blob with several directions comes several times."""
    height, width = grey.shape
    levels = pyramid(grey)
    strongest = pruned(blobs(levels), width, height)
    index, angle = oriented(levels, strongest)
    found = np.zeros(len(index), DETECTED)
    if not len(found):
        return found
    for field in ("x", "y", "sigma"):
        found[field] = strongest[field][index]
    found["angle"], found["maximum"] = angle, strongest["score"][index] > 0
    found["descriptor"] = descriptors(levels, found["x"], found["y"], found["sigma"], angle)
    return found

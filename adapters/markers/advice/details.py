"""What the default engine uses of a picture, read from its planar target."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats, Grey
from adapters.markers.planar.points import TELLING
from adapters.tracking.workbench import Workbench

SQUARE = 16.0
"""Side of a tracked square, pixels of its level (``planar/points.py``)."""

FEATURE = 30.0
"""Width of what a descriptor compares, pixels of its view (``viewer/core/features/pattern.h``)."""

SEEN_ONCE = 8.0
"""Of a feature's weight: one simulated camera found it again (``planar/choosing.py``)."""


class Details(msgspec.Struct, frozen=True, eq=False):
    """``target`` is the file. Places are x, y as shares of the picture's width and height (n x 2).

    Widths are shares of its longer side. ``weights`` of features are how many simulated cameras found them again; those
    of points 0..1, how well a square tells its place, without what it tells of places alike. ``bits`` are the features'
    descriptors, n x 32 bytes; ``grey`` is the template as phones decode it.
    """

    target: bytes
    size: tuple[int, int]
    features: Floats
    widths: Floats
    weights: Floats
    bits: NDArray[np.uint8]
    points: Floats
    point_widths: Floats
    point_weights: Floats
    grey: Grey


def details(target: bytes) -> Details:
    """Read a target file. Raises ValueError when it is none."""
    bench = Workbench()
    read = bench.read(target)
    if isinstance(read, int):
        raise ValueError(f"the target cannot be read: {read}")
    size = int(read["width"]), int(read["height"])
    features = read["feature"][: read["features"]]
    points = read["point"][: read["points"]]
    longest = max(size)
    enlarged = np.sqrt(np.abs(np.linalg.det(read["view"][: read["views"]].astype(np.float64))))
    return Details(
        target=target,
        size=size,
        features=_shares(features, size),
        widths=FEATURE / enlarged[features["view"]] / longest,
        weights=features["weight"] / SEEN_ONCE,
        bits=np.ascontiguousarray(features["bits"]).view(np.uint8).reshape(-1, 32),
        points=_shares(points, size),
        point_widths=SQUARE * 2.0 ** points["level"] / longest,
        point_weights=points["weight"] / 255 / np.where(points["tells"], TELLING, 1),
        grey=bench.decode(read["image"][: read["image_bytes"]].tobytes(), (size[1], size[0])),
    )


def _shares(records: NDArray[np.void], size: tuple[int, int]) -> Floats:
    return np.stack([(records["x"] + 0.5) / size[0], (records["y"] + 0.5) / size[1]], axis=1).astype(np.float64)

"""A grey picture becomes one target of a ``.mind`` file."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Grey
from adapters.markers.formats.mind import Level, Point, Size, Target, number
from adapters.markers.mind.clusters import cluster
from adapters.markers.mind.levels import level_scales, resized
from adapters.markers.mind.points import points
from adapters.markers.mind.tracking import tracking_images
from application.ports import Progress


def compile_target(grey: Grey, progress: Progress) -> Target:
    """The target of an upright picture, height x width, with whatever it has to be found by."""
    scales = level_scales(grey.shape)
    work, done, levels = sum(scale**2 for scale in scales), 0.0, list[Level]()
    for scale, image in zip(scales, resized(grey, scales), strict=True):
        levels.append(_level(image, scale))
        done += scale**2
        progress("features", 0.9 * done / work)
    size = Size(grey.shape[1], grey.shape[0])
    return Target(size, tracking_images(grey), levels)


def _level(image: Grey, scale: float) -> Level:
    found = points(image)
    bright, dark = found[found["maximum"]], found[~found["maximum"]]
    above, below = (cluster(kind["descriptor"]) for kind in (bright, dark))
    height, width = image.shape
    return Level(_listed(bright), _listed(dark), above, below, width, height, number(scale))


def _listed(records: NDArray[np.void]) -> list[Point]:
    words = np.ascontiguousarray(records["descriptor"]).view(">u4").tolist()
    fields = (records[name].tolist() for name in ("maximum", "x", "y", "scale", "angle"))
    return [
        Point(bright, number(x), number(y), scale, number(angle), bits)
        for bright, x, y, scale, angle, bits in zip(*fields, words, strict=True)
    ]

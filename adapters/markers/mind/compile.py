"""A grey picture becomes one target of a ``.mind`` file."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Grey
from adapters.markers.formats.mind import Level, Point, Size, Target, number, numbers
from adapters.markers.mind.clusters import cluster
from adapters.markers.mind.levels import LEAST_SIDE, level_scales, resized
from adapters.markers.mind.points import points
from adapters.markers.mind.tracking import tracking_images
from application.ports import InputRejected, Progress

INLIERS = 6
"""A viewer recognises a picture by at least this many matches within one level."""

FOLLOWED = 4
"""A viewer follows a picture by at least this many templates of the smaller image."""

MAX_ASPECT = 16
"""The larger image that a thinner picture is followed by would be longer than 4096 pixels: too long for WebGL."""


def compile_target(grey: Grey, progress: Progress) -> Target:
    """The target of an upright picture, height x width.

    Raises InputRejected: too_small (too few pixels, or too narrow), no_features (too little to be recognised or
    followed by).
    """
    _check_size(*grey.shape)
    target = _compiled(grey, progress)
    _check_detail(target)
    return target


def _check_size(height: int, width: int) -> None:
    if min(height, width) < LEAST_SIDE or max(height, width) > MAX_ASPECT * min(height, width):
        text = f"The picture has {width} x {height} pixels; each side needs {LEAST_SIDE}, "
        text += f"and the longer one has at most {MAX_ASPECT} times as many as the other."
        raise InputRejected("too_small", text)


def _check_detail(target: Target) -> None:
    most = max(len(level.maxima_points) + len(level.minima_points) for level in target.matching_data)
    followed = len(target.tracking_data[-1].points)
    if most == 0:
        raise InputRejected("no_features", "The picture is plain or too smooth: it has nothing to recognise it by.")
    if most < INLIERS or followed < FOLLOWED:
        text = f"The picture has only {most} details to recognise it by and {followed} to follow it by."
        raise InputRejected("no_features", f"{text} Use a busier one.")


def _compiled(grey: Grey, progress: Progress) -> Target:
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
    x, y, angle = (numbers(records[name]) for name in ("x", "y", "angle"))
    maxima, scale = (records[name].tolist() for name in ("maximum", "scale"))
    return [Point(*fields) for fields in zip(maxima, x, y, scale, angle, words, strict=True)]

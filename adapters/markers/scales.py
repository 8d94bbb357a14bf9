"""The features of a picture, scale by scale, in the records of the files."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats, Grey
from adapters.markers.detection.keypoints import detect
from adapters.markers.formats.fset import POINT, TrackingScale
from adapters.markers.formats.fset3 import KEYPOINT, PAGE
from adapters.markers.layers import layers
from adapters.markers.templates.choice import choose
from application.ports import Progress

MILLIMETRES = np.float32(25.4)
HALF = np.float32(0.5)


class Scale(msgspec.Struct, frozen=True):
    """One scale: width and height in pixels, its templates and its key points."""

    size: tuple[int, int]
    tracking: TrackingScale
    keypoints: NDArray[np.void]


def scales(grey: Grey, dpi: Floats, progress: Progress) -> Iterator[Scale]:
    """Every scale, largest first; ``dpi`` is that of :func:`adapters.markers.layers.densities`."""
    work, done = float((dpi**2).sum()), 0.0
    for index, layer in enumerate(layers(grey, dpi)):
        size = layer.shape[1], layer.shape[0]
        points = _points(choose(layer), dpi[index], layer.shape[0])
        keypoints = _keypoints(detect(layer), index, dpi[index], layer.shape[0])
        yield Scale(size, TrackingScale(index, *_range(dpi, index), points), keypoints)
        done += float(dpi[index] ** 2)
        progress("features", done / work)


def _range(dpi: Floats, index: int) -> tuple[float, float]:
    """The highest and the lowest resolution that the templates of a scale serve."""
    highest = dpi[index] * np.float32(0.8) + dpi[index - 1] * np.float32(0.2) if index else dpi[0] * 2
    lowest = dpi[index + 1] if index + 1 < len(dpi) else dpi[index] * HALF
    return float(highest), float(lowest)


def _points(chosen: NDArray[np.void], dpi: np.float32, height: int) -> NDArray[np.void]:
    """The order of the float32 operations is the format's."""
    points = np.zeros(len(chosen), POINT)
    for field in ("x", "y", "similarity"):
        points[field] = chosen[field]
    points["mx"] = chosen["x"].astype(np.float32) / dpi * MILLIMETRES
    points["my"] = (height - chosen["y"]).astype(np.float32) / dpi * MILLIMETRES
    return points


def _keypoints(detected: NDArray[np.void], index: int, dpi: np.float32, height: int) -> NDArray[np.void]:
    keypoints = np.zeros(len(detected), KEYPOINT)
    for field in ("x", "y", "sigma", "angle", "maximum", "descriptor"):
        keypoints[field] = detected[field]
    keypoints["mx"] = (detected["x"] + HALF) / dpi * MILLIMETRES
    keypoints["my"] = ((np.float32(height) - HALF) - detected["y"]) / dpi * MILLIMETRES
    keypoints["page"], keypoints["scale"] = PAGE, index
    return keypoints

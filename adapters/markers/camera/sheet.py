"""A printed picture in several sizes: a frame is drawn from one that is neither coarse nor fine, so nothing aliases."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.camera.geometry import Floats, Size, outline, seen

Image = NDArray[np.uint8]
"""Grey (rows x columns) or BGR (rows x columns x 3)."""

STEP = 2**0.5
SMALLEST = 12
"""Of the shorter side, pixels."""

FINE = 1.2
"""Texels a frame pixel, at least, in the direction in which the picture shows largest, where it has as many."""

COARSE = 1.2
"""Texels a sample, at most, in the other direction: linear interpolation bears no more."""

MOST = 4
"""Samples a frame pixel and direction."""

BITS = 4
"""Fractional bits in which polygons are drawn."""


class Box(NamedTuple):
    """A part of a frame, pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def empty(self) -> bool:
        return self.right <= self.left or self.bottom <= self.top

    @property
    def size(self) -> Size:
        return self.right - self.left, self.bottom - self.top

    @property
    def part(self) -> tuple[slice, slice]:
        """Of an array."""
        return slice(self.top, self.bottom), slice(self.left, self.right)


class Sheet:
    """A picture that many frames are drawn of."""

    def __init__(self, picture: Image) -> None:
        self.size = (picture.shape[1], picture.shape[0])
        self.coloured = picture.ndim == 3
        self._levels = [np.ascontiguousarray(picture)]
        width, height = self.size
        while min(width, height) / STEP >= SMALLEST:
            width, height = width / STEP, height / STEP
            size = (round(width), round(height))
            # Each from the whole: means over areas of means over areas would blur.
            base = next(one for one in reversed(self._levels) if one.shape[1] >= 2 * size[0] or one is self._levels[0])
            self._levels.append(np.asarray(cv2.resize(base, size, interpolation=cv2.INTER_AREA), np.uint8))

    def draw(self, matrix: Floats, frame: Size) -> tuple[Image, NDArray[np.float32], Box]:
        """What is seen of it, how much of each pixel it covers (0..1), and the box of the frame that both fill.

        ``matrix`` leads from its pixels to those of the frame.
        """
        corners = seen(matrix, outline(self.size))
        box = touched(corners, frame)
        if box.empty:
            return self._levels[0][:0, :0], np.zeros((0, 0), np.float32), box
        level, samples = self._fitting(matrix, frame)
        to_level = np.diag([level.shape[1] / self.size[0], level.shape[0] / self.size[1], 1.0])
        drawn = np.array([[samples, 0, -samples * box.left], [0, samples, -samples * box.top], [0, 0, 1]]) @ matrix
        size = (box.size[0] * samples, box.size[1] * samples)
        image = cv2.warpPerspective(
            level,
            from_middles(drawn @ np.linalg.inv(to_level)),
            size,
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        if samples > 1:
            image = cv2.resize(image, box.size, interpolation=cv2.INTER_AREA)
        return np.asarray(image, np.uint8), coverage(corners, box), box

    def _fitting(self, matrix: Floats, frame: Size) -> tuple[Image, int]:
        """The level to draw from, and the samples a pixel and direction that it needs."""
        finest, coarsest = footprint(matrix, self.size, frame)
        ready = [one for one in self._levels if one.shape[1] / self.size[0] * finest >= FINE]
        level = ready[-1] if ready else self._levels[0]
        return level, int(np.clip(np.ceil(level.shape[1] / self.size[0] * coarsest / COARSE), 1, MOST))


def from_middles(matrix: Floats) -> Floats:
    """The same map for OpenCV, which counts from the middle of a pixel."""
    half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    return np.linalg.inv(half) @ matrix @ half


def touched(corners: Floats, frame: Size) -> Box:
    """The part of the frame that holds a quadrangle."""
    left, top = np.clip(np.floor(corners.min(0)), 0, frame).astype(int)
    right, bottom = np.clip(np.ceil(corners.max(0)), 0, frame).astype(int)
    return Box(int(left), int(top), int(right), int(bottom))


def coverage(corners: Floats, box: Box, samples: int = 4) -> NDArray[np.float32]:
    """How much of each pixel of a box a convex polygon covers, 0..1."""
    mask = np.zeros((box.size[1] * samples, box.size[0] * samples), np.uint8)
    places = ((corners - box[:2]) * samples - 0.5) * (1 << BITS)
    cv2.fillConvexPoly(mask, np.rint(places).astype(np.int32), 255, cv2.LINE_8, BITS)
    return np.asarray(cv2.resize(mask, box.size, interpolation=cv2.INTER_AREA), np.float32) / np.float32(255)


def footprint(matrix: Floats, picture: Size, frame: Size) -> tuple[float, float]:
    """Least and most pixels of the picture that a frame pixel spans, over the places and directions in view."""
    x, y = np.meshgrid(np.linspace(0, picture[0], 7), np.linspace(0, picture[1], 7))
    points = np.column_stack([x.ravel(), y.ravel()])
    step = 1e-3 * max(picture)
    places = seen(matrix, points)
    across, down = ((seen(matrix, points + way) - places) / step for way in ((step, 0), (0, step)))
    scale = np.linalg.svd(np.stack([across, down], 2), compute_uv=False)
    near = ((places > -0.1 * np.array(frame)) & (places < 1.1 * np.array(frame))).all(1)
    scale = scale[near] if near.any() else scale
    return float(1 / scale[:, 0].max()), float(1 / scale[:, 1].min())

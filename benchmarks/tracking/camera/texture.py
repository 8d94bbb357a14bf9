"""A picture in several sizes, each with its coverage: a frame is drawn from one that is neither coarse nor fine."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.tracking.camera.pose import Floats

Image = NDArray[Any]
STEP = 2**0.5
FINE = 1.25
"""Texels a frame pixel that a drawing starts from at least, where the picture allows it."""
MOST = 6
"""Samples a frame pixel and direction at most."""


class Texture:
    """A flat thing in the picture's plane: BGR or BGRA, its colours already weighted by its coverage (alpha)."""

    def __init__(self, image: Image, *, span: float = 1.0, at: tuple[float, float] = (0.0, 0.0)) -> None:
        """``span``: its width in widths of the picture; ``at``: its middle in the picture's plane."""
        self.span, self.home, self.at = span, at, np.array(at)
        if image.shape[2] == 3:
            image = np.dstack([image, np.full(image.shape[:2], 255, np.uint8)])
        self.image = np.ascontiguousarray(image)
        self.height, self.width = image.shape[:2]

    @property
    def aspect(self) -> float:
        """Height over width."""
        return self.height / self.width

    @cached_property
    def levels(self) -> list[Image]:
        """From the whole size downwards, each the mean over areas of the whole."""
        found, width = [self.image], self.width / STEP
        while width > 24 and width * self.aspect > 24:
            size = (round(width), round(width * self.aspect))
            found.append(cv2.resize(self.image, size, interpolation=cv2.INTER_AREA))
            width /= STEP
        return found

    def moved_to(self, x: float, y: float) -> Texture:
        """The same thing elsewhere."""
        self.at = np.array([x, y])
        return self

    def fitting(self, finest: float, coarsest: float) -> tuple[Image, int]:
        """The level to draw from and the samples a pixel it needs.

        ``finest`` and ``coarsest``: picture widths that a frame pixel covers where, and in the direction in which, the
        picture shows largest and smallest.
        """
        ready = [level for level in self.levels if level.shape[1] * finest / self.span >= FINE]
        level = ready[-1] if ready else self.levels[0]
        return level, int(np.clip(np.ceil(level.shape[1] * coarsest / self.span / 1.1), 2, MOST))

    def to_texels(self, level: Image) -> Floats:
        """From the picture's plane (1 wide, origin in its middle) to a level's texels, counted from edges."""
        height, width = level.shape[:2]
        x, y = width / self.span, height / self.span / self.aspect
        return np.array([[x, 0, width / 2 - x * self.at[0]], [0, y, height / 2 - y * self.at[1]], [0, 0, 1]])

    def outline(self) -> Floats:
        """Its corners TL TR BR BL in the picture's plane."""
        corners = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])
        return corners * (self.span, self.span * self.aspect) + self.at

    def grid(self, across: int = 15) -> Floats:
        """Points spread evenly over it, its corners and edges among them."""
        steps = np.linspace(0, 1, across)
        first, _, last, _ = self.outline()
        x, y = np.meshgrid(first[0] + (last[0] - first[0]) * steps, first[1] + (last[1] - first[1]) * steps)
        return np.stack([x.ravel(), y.ravel()], 1)

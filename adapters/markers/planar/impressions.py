"""What cameras would see of a picture: poses, blur, contrast and noise that a target's features must bear."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Grey
from adapters.markers.planar.views import Source, compressed, drawing, inverse
from adapters.tracking.workbench import Workbench

COUNT = 64
SMALLEST, LARGEST = 46.0, 600.0
"""Longer side of the picture, pixels, before it is tilted."""

UPRIGHT, TILTED = 30.0, 73.0
"""Degrees: most poses are tilted by less than the first, SHARE of them by more, at most by the second."""

SHARE = 0.6
FOCAL = 1.5
"""Of the picture's distance, which is in units of its longer side."""

SEED = 20
SAMPLES = 2
GRAIN = 1 << 16
"""Values of noise that every frame is sprinkled with, from another one on."""


class Pose(NamedTuple):
    """``to`` leads from template pixels to those of a frame of ``size`` (width, height); ``scale`` is its size."""

    to: NDArray[np.float64]
    size: tuple[int, int]
    scale: float

    def local_scale(self, template: tuple[int, int]) -> float:
        """How much larger a small thing in the template's middle is in the frame: the root of its area's share."""
        middle = np.array([(template[0] - 1) / 2, (template[1] - 1) / 2, 1])
        depth = self.to[2] @ middle
        slope = (self.to[:2, :2] - np.outer(self.to[:2] @ middle / depth, self.to[2, :2])) / depth
        return math.sqrt(abs(np.linalg.det(slope)))


class Light(NamedTuple):
    """What a camera makes of grey levels; ``spread`` is its blur, pixels."""

    spread: float
    contrast: float
    brightness: float
    noise: float
    outside: int


def impressions(bench: Workbench, source: Source) -> Iterator[Pose]:
    """Draw one after the other into the workbench's frame; always the same."""
    random = np.random.default_rng(SEED)
    grain = (random.integers(-128, 128, (4, GRAIN)).sum(axis=0) / 147.8).astype(np.float32)
    for number in range(COUNT):
        at = pose(random, (number + random.uniform()) / COUNT, source.template)
        light = lit(random)
        drawn = drawing(source, inverse(at.to), light.spread, light.outside)._replace(samples=SAMPLES)
        frame = bench.render(at.size, drawn)
        frame[:] = _exposed(frame, light, grain, int(random.integers(GRAIN)))
        yield at


def pose(random: np.random.Generator, share: float, template: tuple[int, int]) -> Pose:
    """A pose whose size is ``share`` of the way, in ratios, from the smallest to the largest."""
    size = SMALLEST * (min(LARGEST, 1.2 * max(template)) / SMALLEST) ** share
    scale = size / max(template)
    slant = random.uniform(UPRIGHT, TILTED) if random.uniform() < SHARE else random.uniform(0, UPRIGHT)
    direction, turn = random.uniform(0, 2 * math.pi, 2)
    tilted = compressed(direction, 1 / math.cos(math.radians(slant)))
    rotation = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    linear = scale * rotation @ tilted
    leaning = (
        math.sin(math.radians(slant)) / (FOCAL * max(template)) * np.array([math.cos(direction), math.sin(direction)])
    )
    return _placed(linear, leaning, template, scale)


def lit(random: np.random.Generator) -> Light:
    """Light and lens of one impression."""
    return Light(
        spread=random.uniform(1.0, 2.2),
        contrast=random.uniform(0.35, 1.0),
        brightness=random.uniform(-30, 30),
        noise=random.uniform(2, 6),
        outside=int(random.integers(0, 256)),
    )


def _placed(linear: NDArray[np.float64], leaning: NDArray[np.float64], template: tuple[int, int], scale: float) -> Pose:
    """The homography that does so around the template's middle, in a frame that just holds the picture."""
    middle = (np.array(template) - 1) / 2
    whole = np.eye(3)
    whole[:2, :2], whole[2, :2] = linear, leaning
    whole = whole @ np.array([[1, 0, -middle[0]], [0, 1, -middle[1]], [0, 0, 1]])
    ends = np.array(
        [[-0.5, -0.5, 1], [template[0] - 0.5, -0.5, 1], [*(np.array(template) - 0.5), 1], [-0.5, template[1] - 0.5, 1]]
    )
    seen = ends @ whole.T
    seen = seen[:, :2] / seen[:, 2:]
    low, high = np.floor(seen.min(axis=0)) - 8, np.ceil(seen.max(axis=0)) + 8
    to_frame = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]]) @ whole
    width, height = (max(32, int(side)) for side in high - low)
    return Pose(to_frame, (width, height), scale)


def _exposed(frame: Grey, light: Light, grain: NDArray[np.float32], begin: int) -> Grey:
    seen = np.resize(np.roll(grain, -begin), frame.shape)
    seen *= np.float32(light.noise)
    seen += frame * np.float32(light.contrast)
    seen += np.float32(128 - 128 * light.contrast + light.brightness)
    np.rint(seen, out=seen)
    return np.clip(seen, 0, 255, out=seen).astype(np.uint8)

"""What light, lens and sensor do to a frame that is drawn; frames are float32 BGR, 0..255."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[Any]
PIXELS = np.float32


@dataclass(frozen=True)
class Look:
    """All of it; the defaults are a good camera in good light."""

    gain: float = 1.0
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """Gains of blue, green and red."""
    gamma: float = 1.0
    glare: float = 0.0
    """Grey levels that a reflection adds at its middle."""
    shadow: float = 1.0
    """Light that is left behind a shadow's edge."""
    banding: float = 0.0
    """Depth of the dark bars that roll over a filmed display."""
    defocus: float = 0.0
    """Radius of the circle of confusion, pixels."""
    noise: float = 3.0
    """Standard deviation that every grey level has, and that shot noise adds to at full brightness."""
    shot: float = 0.0
    quality: int = 92
    """Of the JPEG."""


def developed(
    frame: Image, look: Look, share: float, spot: tuple[float, float], reach: float, dice: np.random.Generator
) -> Image:
    """The frame as 8 bits. ``share`` of the segment is over; ``spot``, ``reach``: where and how wide glare lies."""
    if look.defocus:
        frame = cv2.filter2D(frame, -1, disc(look.defocus))
    if look.shadow < 1:
        frame = frame * shade(frame.shape, look.shadow, share)[..., None]
    if look.gain != 1 or look.tint != (1.0, 1.0, 1.0):
        frame = frame * (np.array(look.tint, PIXELS) * PIXELS(look.gain))
    if look.glare:
        frame += look.glare * spot_light(frame.shape, spot, reach)[..., None]
    if look.gamma != 1:
        frame = 255 * (np.clip(frame, 0, 255) / 255) ** look.gamma
    if look.banding:
        rows = np.arange(frame.shape[0], dtype=PIXELS) / frame.shape[0]
        frame *= (1 - look.banding * (0.5 + 0.5 * np.sin(2 * np.pi * (2.2 * rows + 3 * share))))[:, None, None]
    return sensed(frame, look, dice)


def sensed(frame: Image, look: Look, dice: np.random.Generator) -> Image:
    """With noise, rounded and clipped."""
    noise, sigma = grain(frame.shape, dice), look.noise
    if look.shot:
        noise, sigma = noise * np.sqrt(look.noise**2 + look.shot**2 / 255 * np.clip(frame, 0, 255)), 1.0
    return cv2.addWeighted(frame, 1.0, noise, sigma, 0.0, dtype=cv2.CV_8U)


@lru_cache(maxsize=2)
def roll(height: int, width: int) -> Image:
    """Noise of standard deviation 1 that frames are cut from: drawing it anew would take longer than all else."""
    return np.random.default_rng(5).standard_normal((height + 211, width + 307, 3), PIXELS)


def grain(shape: tuple[int, ...], dice: np.random.Generator) -> Image:
    top, left = dice.integers(211), dice.integers(307)
    return roll(*shape[:2])[top : top + shape[0], left : left + shape[1]]


@lru_cache(maxsize=8)
def disc(radius: float) -> Image:
    """The kernel of a lens out of focus, its rim weighted by the share of a pixel inside."""
    side = 2 * int(np.ceil(radius)) + 1
    fine = (np.arange(side * 8) + 0.5) / 8 - side / 2
    inside = (fine[:, None] ** 2 + fine[None] ** 2 <= radius**2).astype(PIXELS)
    kernel = inside.reshape(side, 8, side, 8).mean((1, 3))
    return kernel / kernel.sum()


def shade(shape: tuple[int, ...], left: float, share: float) -> Image:
    """The factor of a soft edge that wanders over the frame."""
    height, width = shape[:2]
    x = np.linspace(0, 1, width, dtype=PIXELS) + (0.35 * np.linspace(0, 1, height, dtype=PIXELS))[:, None]
    edge = np.clip((x - PIXELS(0.35 + 0.6 * share)) * 26 + 0.5, 0, 1)
    return PIXELS(left) + PIXELS(1 - left) * edge


def spot_light(shape: tuple[int, ...], spot: tuple[float, float], reach: float) -> Image:
    """A core and a halo around ``spot``, 1 at most."""
    y, x = (np.arange(side, dtype=PIXELS) + 0.5 - at for side, at in zip(shape[:2], spot[::-1], strict=True))
    core, halo = (np.exp(-((y / s) ** 2))[:, None] * np.exp(-((x / s) ** 2)) for s in (reach, 2.6 * reach))
    return 0.8 * core + 0.2 * halo

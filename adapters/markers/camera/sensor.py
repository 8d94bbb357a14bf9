"""What lens, light and sensor do to a frame; grey or BGR, 8 bits."""

from __future__ import annotations

import math
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.camera.sheet import Image

Kernel = NDArray[np.float32]
SHARP = 0.7
"""Up to this blur (pixels) the lens is a Gaussian, its own softness; above, it is out of focus: a disc."""

BLINDING = 400.0
"""Grey levels that full glare adds at its middle."""

IN_GREY = math.hypot(0.299, 0.587, 0.114)
"""The deviation that is left of independent noise in three colours in their luma (ITU-R BT.601)."""

ROOM = 67
"""Pixels by which the grain can be displaced."""


def blurred(frame: Image, blur: float, motion: float, direction: float) -> Image:
    """Through a lens with a blur of this standard deviation (pixels) and a streak (pixels, radians)."""
    if blur > SHARP or motion > 1:
        kernel = spread(blur, motion, direction)
        return np.asarray(cv2.filter2D(frame, -1, kernel, borderType=cv2.BORDER_REFLECT_101), np.uint8)
    if blur > 0:
        return np.asarray(cv2.GaussianBlur(frame, (0, 0), blur, borderType=cv2.BORDER_REFLECT_101), np.uint8)
    return frame


def spread(blur: float, motion: float, direction: float) -> Kernel:
    """The image of a point."""
    lens = disc(2 * blur) if blur > SHARP else np.ones((1, 1), np.float32)
    if motion <= 1:
        return lens
    shake = streak(motion, direction)
    room = max(shake.shape) // 2 + 1
    padded = cv2.copyMakeBorder(lens, room, room, room, room, cv2.BORDER_CONSTANT)
    both = np.asarray(cv2.filter2D(padded, -1, shake, borderType=cv2.BORDER_CONSTANT), np.float32)
    return both / both.sum()


@lru_cache(maxsize=32)
def disc(radius: float) -> Kernel:
    """The kernel of a lens out of focus, its rim weighted by the share of a pixel inside; deviation radius / 2."""
    side = 2 * math.ceil(radius) + 1
    fine = (np.arange(side * 8) + 0.5) / 8 - side / 2
    inside = (fine[:, None] ** 2 + fine[None] ** 2 <= radius**2).astype(np.float32)
    kernel = inside.reshape(side, 8, side, 8).mean((1, 3))
    return kernel / kernel.sum()


def streak(length: float, direction: float) -> Kernel:
    """The kernel of a steady motion: points along a line, each shared among four pixels."""
    side = 2 * math.ceil(length / 2) + 3
    kernel = np.zeros((side, side), np.float32)
    along = np.linspace(-length / 2, length / 2, 4 * math.ceil(length) + 1)
    x, y = along * math.cos(direction) + side // 2, along * math.sin(direction) + side // 2
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)
    right, low = x - left, y - top
    for down in (0, 1):
        for across in (0, 1):
            part = np.abs(1 - across - right) * np.abs(1 - down - low)
            np.add.at(kernel, (top + down, left + across), part.astype(np.float32))
    return kernel / kernel.sum()


def spot_light(shape: tuple[int, ...], spot: tuple[float, float], reach: float) -> Kernel:
    """A Gaussian around ``spot`` (x, y), 1 in its middle and 1/e at ``reach`` (pixels)."""
    y, x = (np.arange(side, dtype=np.float32) + 0.5 - at for side, at in zip(shape[:2], spot[::-1], strict=True))
    down, across = (np.exp(-((way / np.float32(reach)) ** 2)) for way in (y, x))
    return np.asarray(down[:, None] * across, np.float32)


def lit(frame: Image, light: float, glare: Kernel | None) -> NDArray[np.float32]:
    """With this gain, and what a reflection adds (0..1)."""
    bright = frame.astype(np.float32) * np.float32(light)
    if glare is not None:
        bright += (glare if frame.ndim == 2 else glare[..., None]) * np.float32(BLINDING)
    return np.minimum(bright, np.float32(255))


@lru_cache(maxsize=4)
def roll(height: int, width: int, *, coloured: bool) -> NDArray[np.float32]:
    """Noise of standard deviation 1 that frames are cut from: drawing it anew would take longer than all else."""
    shape = (height + ROOM, width + ROOM, 3) if coloured else (height + ROOM, width + ROOM)
    return np.random.default_rng(5).standard_normal(shape, np.float32)


def sensed(frame: NDArray[np.float32], noise: float, dice: np.random.Generator) -> Image:
    """With noise of this standard deviation in each colour, of less in grey, rounded and clipped."""
    height, width = frame.shape[:2]
    top, left = dice.integers(ROOM, size=2)
    grain = roll(height, width, coloured=frame.ndim == 3)[top : top + height, left : left + width]
    deviation = noise if frame.ndim == 3 else noise * IN_GREY
    return np.asarray(cv2.addWeighted(frame, 1.0, grain, deviation, 0.0, dtype=cv2.CV_8U), np.uint8)


def pressed(frame: Image, quality: int) -> Image:
    """After JPEG."""
    _, packed = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE if frame.ndim == 2 else cv2.IMREAD_COLOR), np.uint8)

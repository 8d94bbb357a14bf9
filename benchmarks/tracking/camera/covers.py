"""What lies over or in place of the picture: a hand, a card, a screen's dots."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.tracking.camera.texture import Texture

Image = NDArray[Any]
CANVAS = 560
REACH = 2.4
"""Picture widths that the hand's canvas spans."""
FINGERS = ((-0.30, 0.52, 0.115), (-0.11, 0.64, 0.125), (0.09, 0.62, 0.125), (0.28, 0.50, 0.11))
"""Root x, length and width of each finger, in spans of the hand."""


def card(share: float, aspect: float, image: Image) -> Texture:
    """A card over the picture's full height that hides ``share`` of it wherever it lies inside."""
    height = aspect * 1.15
    wide = max(8, round(400 * share))
    cut = cv2.resize(image, (wide, round(400 * height)), interpolation=cv2.INTER_AREA)
    return Texture(cut, span=share)


def hand(share: float, aspect: float, dice: np.random.Generator) -> Texture:
    """A hand that comes in over a long edge and hides ``share`` of a picture ``aspect`` high."""
    alpha = silhouette()
    turn = float(dice.uniform(-35, 35))
    middle = (CANVAS / 2, CANVAS / 2)
    alpha = cv2.warpAffine(alpha, cv2.getRotationMatrix2D(middle, turn, 1.0), (CANVAS, CANVAS))
    x = float(dice.uniform(-0.15, 0.15))
    low, high = -aspect, aspect + REACH
    for _ in range(24):
        y = (low + high) / 2
        low, high = (low, y) if hidden(alpha, aspect, x, y) < share else (y, high)
    return Texture(skin(alpha, dice), span=REACH, at=(x, (low + high) / 2))


def silhouette() -> Image:
    """Palm, fingers, thumb and arm from below, 0..255."""
    alpha = np.zeros((CANVAS, CANVAS), np.uint8)
    unit = CANVAS / 2.4

    def limb(x: float, y: float, to_x: float, to_y: float, width: float) -> None:
        ends = [(int(CANVAS / 2 + a * unit), int(CANVAS / 2 + b * unit)) for a, b in ((x, y), (to_x, to_y))]
        cv2.line(alpha, ends[0], ends[1], 255, int(width * unit), cv2.LINE_AA)

    for x, length, width in FINGERS:
        limb(x, 0.0, x * 1.35, -length, width * 1.25)
    limb(-0.30, 0.35, -0.62, 0.02, 0.17)
    limb(-0.14, 0.05, -0.10, 0.40, 0.46)
    limb(0.14, 0.05, 0.10, 0.40, 0.46)
    limb(0.0, 0.4, 0.05, 1.4, 0.46)
    return alpha


def hidden(alpha: Image, aspect: float, x: float, y: float) -> float:
    """Share of the picture under a canvas whose middle lies at x, y."""
    scale = CANVAS / REACH
    u = np.linspace(-0.5, 0.5, 90)[None] - x
    v = np.linspace(-0.5, 0.5, 90)[:, None] * aspect - y
    column = (u * scale + CANVAS / 2).astype(int).repeat(90, 0)
    row = (v * scale + CANVAS / 2).astype(int).repeat(90, 1)
    inside = (column >= 0) & (column < CANVAS) & (row >= 0) & (row < CANVAS)
    return float((alpha[row.clip(0, CANVAS - 1), column.clip(0, CANVAS - 1)][inside] > 127).sum() / 8100)


def skin(alpha: Image, dice: np.random.Generator) -> Image:
    """BGRA with folds and a soft shade towards the edge."""
    tone = np.array(((120, 150, 205), (70, 95, 150), (150, 180, 225))[int(dice.integers(3))], np.float32)
    depth = np.minimum(cv2.distanceTransform((alpha > 127).astype(np.uint8), cv2.DIST_L2, 5) / 26, 1.0)
    grain = cv2.GaussianBlur(dice.normal(0, 1, alpha.shape).astype(np.float32), (0, 0), 2.2) * 26
    folds = 9 * np.sin(np.arange(CANVAS) / 9.0)[:, None]
    shade = (0.55 + 0.45 * depth)[..., None] * tone + (grain + folds)[..., None]
    cover = alpha[..., None].astype(np.float32) / 255
    return np.dstack([np.clip(shade, 0, 255) * cover, alpha]).astype(np.uint8)


class Screen(Texture):
    """The picture as a display shows it: red, green and blue stripes, which beat against the camera's pixels."""

    def __init__(self, image: Image, dots: int = 620) -> None:
        height = round(dots * image.shape[0] / image.shape[1])
        fine = cv2.resize(image[..., :3], (dots, height), interpolation=cv2.INTER_AREA).repeat(3, 0).repeat(3, 1)
        comb = np.full((3, 3, 3), 0.5, np.float32)
        comb[:, [2, 1, 0], [0, 1, 2]] = 1.9
        comb[2] *= 0.6
        super().__init__(np.clip(fine * np.tile(comb, (height, dots, 1)), 0, 255).astype(np.uint8))

    def fitting(self, finest: float, coarsest: float) -> tuple[Image, int]:  # noqa: ARG002 - a display has one size
        """Two samples a pixel: part of the beat survives the pixel's own mean, as behind a real lens."""
        return self.image, 2

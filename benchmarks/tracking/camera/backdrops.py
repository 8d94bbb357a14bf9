"""What lies behind the picture: surfaces, photographs, text and shapes, moved as the camera moves."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.tracking import drawings, pictures
from benchmarks.tracking.camera.optics import Camera
from benchmarks.tracking.camera.pose import Floats

Image = NDArray[Any]
KINDS = ("desk", "photos", "text", "shapes", "blank")
SIDE = (1080, 800)
PARALLAX = 0.7
"""Share of the picture's motion across the frame that what lies behind it makes."""


@lru_cache(maxsize=16)
def backdrop(kind: str, seed: int) -> Image:
    """BGRA (four channels are drawn faster), larger than any frame."""
    dice = np.random.default_rng([seed, KINDS.index(kind)])
    made = {"desk": desk, "photos": photos, "text": text, "shapes": shapes, "blank": blank}[kind](dice)
    return cv2.cvtColor(cv2.GaussianBlur(made, (0, 0), 0.8), cv2.COLOR_BGR2BGRA)


def desk(dice: np.random.Generator) -> Image:
    """A surface in some colour with sheets and things on it."""
    made = cover(surface(dice))
    made = np.clip(made * dice.uniform(0.6, 1.1, 3), 0, 255).astype(np.uint8)
    for _ in range(6):
        paste(made, text(dice)[:360, :260] if dice.random() < 0.5 else surface(dice), dice)
    return scattered(made, dice, 25)


def photos(dice: np.random.Generator) -> Image:
    """A wall full of photographs."""
    made = cover(surface(dice))
    for _ in range(14):
        paste(made, surface(dice), dice)
    return made


def surface(dice: np.random.Generator) -> Image:
    return pictures.picture(str(dice.choice(pictures.SURFACES)))


def cover(image: Image) -> Image:
    """Enlarged until nothing shows beside it."""
    scale = max(SIDE[0] / image.shape[1], SIDE[1] / image.shape[0])
    large = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    return large[: SIDE[1], : SIDE[0]].copy()


def paste(onto: Image, image: Image, dice: np.random.Generator) -> None:
    """At any place, turned and small."""
    scale = dice.uniform(120, 330) / max(image.shape[:2])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = small.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(dice.uniform(0, 360)), 1.0)
    matrix[:, 2] += dice.uniform((-40, -40), (SIDE[0] - 60, SIDE[1] - 60))
    cv2.warpAffine(small, matrix, SIDE, dst=onto, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT)


def text(dice: np.random.Generator) -> Image:
    """A wall of letters of several sizes."""
    made = np.full((SIDE[1], SIDE[0], 3), dice.integers(190, 250, 3), np.uint8)
    y = 20
    while y < SIDE[1]:
        scale = float(dice.choice([0.5, 0.6, 0.9]))
        drawings.write(made, drawings.line(dice, SIDE[0] - 20, scale), (int(dice.integers(5, 60)), y), scale, 1)
        y += int(46 * scale)
    return made


def shapes(dice: np.random.Generator) -> Image:
    """Discs, sticks and boxes on a plain table."""
    made = np.full((SIDE[1], SIDE[0], 3), dice.integers(70, 180, 3), np.uint8)
    return scattered(made, dice, 220)


def scattered(made: Image, dice: np.random.Generator, count: int) -> Image:
    for _ in range(count):
        x, y, dx, dy = (int(n) for n in dice.integers((0, 0, -110, -110), (*SIDE, 110, 110)))
        colour, width = tuple(int(part) for part in dice.integers(20, 235, 3)), int(dice.integers(2, 14))
        shape = dice.integers(3)
        if shape == 0:
            cv2.circle(made, (x, y), abs(dx) // 2 + 4, colour, -1, cv2.LINE_AA)
        elif shape == 1:
            cv2.line(made, (x, y), (x + dx, y + dy), colour, width, cv2.LINE_AA)
        else:
            cv2.rectangle(made, (x, y), (x + dx // 2, y + dy // 2), colour, -1 if width > 6 else 2)
    return made


def blank(dice: np.random.Generator) -> Image:
    """A bare wall, lit unevenly."""
    down, across = np.meshgrid(np.linspace(0, 1, SIDE[1]), np.linspace(0, 1, SIDE[0]), indexing="ij")
    lit = 90 + 100 * (dice.random() * down + dice.random() * across)
    return np.clip(lit[..., None] + dice.uniform(-15, 15, 3), 0, 255).astype(np.uint8)


def behind(camera: Camera, backdrop: Image, row: Floats) -> Image:
    """The frame (BGRA) behind a picture that lies at ``row`` (x, y, size, yaw, pitch, roll)."""
    height, width = backdrop.shape[:2]
    zoom = float(np.clip((row[2] / 0.6) ** 0.35, 0.8, 1.5)) * max(camera.width / 640, camera.height / 480)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -float(row[5]), zoom)
    shift = (row[:2] - 0.5) * PARALLAX * [camera.width, camera.height]
    matrix[:, 2] += camera.middle - (width / 2, height / 2) + shift
    size = (camera.width, camera.height)
    return cv2.warpPerspective(
        backdrop, np.vstack([matrix, [0, 0, 1]]), size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
    )

"""What lies behind a picture: made surfaces, papers with writing, and things, so that nothing needs to be shipped."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from pathlib import Path

import cv2
import numpy as np

from adapters.markers.camera.geometry import Size
from adapters.markers.camera.kept import kept
from adapters.markers.camera.sheet import Image

COUNT = 8
SIDE = (960, 760)
"""Width and height; frames are cut from it."""

COARSE = 2
"""Pixels of a frame for one of a surface's noise."""

LETTERS = "aeinorstlmdcuphgbfvwkyzxjq ETASRN 0123456789 .,-"


@lru_cache(maxsize=2 * COUNT)
def backdrop(number: int, *, coloured: bool) -> Image:
    """One of COUNT, BGR or grey."""
    return drawn(number) if coloured else _greys()[number]


@cache
def _greys() -> Image:
    """All of them: proofs and estimates want nothing else, and most of what they draw would be these."""
    return kept(Path(__file__), (COUNT, *reversed(SIDE)), lambda: np.stack([_grey(number) for number in range(COUNT)]))


def _grey(number: int) -> Image:
    return np.asarray(cv2.cvtColor(drawn(number), cv2.COLOR_BGR2GRAY), np.uint8)


def drawn(number: int) -> Image:
    """The same each time; BGR."""
    dice = np.random.default_rng([71, number])
    made = surface(dice)
    busy = number / (COUNT - 1)
    for _ in range(int(3 + 9 * busy)):
        paper(made, dice)
    for _ in range(int(10 + 90 * busy)):
        thing(made, dice)
    return np.asarray(cv2.GaussianBlur(made, (0, 0), 0.7), np.uint8)


def behind(dice: np.random.Generator, frame: Size, *, coloured: bool) -> Image:
    """A new frame full of what lies behind."""
    made = backdrop(int(dice.integers(COUNT)), coloured=coloured)
    made = made[:: dice.choice((-1, 1)), :: dice.choice((-1, 1))]
    scale = max(1.0, (frame[0] + 64) / SIDE[0], (frame[1] + 64) / SIDE[1])
    if scale > 1:
        made = np.asarray(cv2.resize(made, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR), np.uint8)
    left, top = int(dice.integers(made.shape[1] - frame[0])), int(dice.integers(made.shape[0] - frame[1]))
    return made[top : top + frame[1], left : left + frame[0]].copy()


def surface(dice: np.random.Generator) -> Image:
    """Wood, cloth or plaster: noise of several sizes, stretched one way, lit unevenly; BGR."""
    width, height = SIDE[0] // COARSE, SIDE[1] // COARSE
    total = np.zeros((height, width), np.float32)
    stretch = float(dice.uniform(1, 9))
    for cell in (2, 5, 14, 60):
        size = (max(2, int(width / cell / stretch)) + 2, height // cell + 2)
        coarse = dice.standard_normal(size[::-1], np.float32)
        total += np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    left, right = dice.uniform(0.8, 1.1, 2)
    light = np.linspace(left, right, width, dtype=np.float32)
    grey = np.clip((dice.uniform(90, 170) + dice.uniform(4, 16) * total) * light, 0, 255).astype(np.uint8)
    large = cv2.resize(grey, SIDE, interpolation=cv2.INTER_LINEAR)
    return np.asarray(
        cv2.merge([cv2.convertScaleAbs(large, alpha=tint) for tint in dice.uniform(0.75, 1.15, 3)]), np.uint8
    )


def paper(made: Image, dice: np.random.Generator) -> None:
    """A turned sheet with lines of writing and a picture of blots."""
    width, height = (int(side) for side in dice.integers((120, 90), (340, 300)))
    sheet = np.full((height, width, 3), dice.integers(150, 250, 3), np.uint8)
    scale = float(dice.choice((0.4, 0.5, 0.7)))
    for y in range(16, height, int(44 * scale)):
        text = "".join(LETTERS[letter] for letter in dice.integers(len(LETTERS), size=int(width / 18 / scale)))
        ink = tuple(int(part) for part in dice.integers(10, 110, 3))
        cv2.putText(sheet, text, (8, y), cv2.FONT_HERSHEY_SIMPLEX, scale, ink, 1, cv2.LINE_AA)
    if dice.random() < 0.5:
        blots = dice.integers(0, 255, (5, 7, 3)).astype(np.uint8)
        half = (width // 2, height // 2)
        sheet[: half[1], : half[0]] = cv2.resize(blots, half, interpolation=cv2.INTER_CUBIC)
    side = math.ceil(math.hypot(width, height))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(dice.uniform(0, 360)), 1.0)
    matrix[:, 2] += (side - width) / 2, (side - height) / 2
    left, top = (
        int(part) for part in dice.integers((-side // 3, -side // 3), (SIDE[0] - side // 2, SIDE[1] - side // 2))
    )
    box = made[max(0, top) : top + side, max(0, left) : left + side]
    matrix[:, 2] += min(0, left), min(0, top)
    size = (box.shape[1], box.shape[0])
    turned = np.ascontiguousarray(box)
    cv2.warpAffine(sheet, matrix, size, dst=turned, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT)
    box[:] = turned


def thing(made: Image, dice: np.random.Generator) -> None:
    """A disc, a stick or a box."""
    x, y, dx, dy = (int(part) for part in dice.integers((0, 0, -90, -90), (*SIDE, 90, 90)))
    colour, thick = tuple(int(part) for part in dice.integers(20, 240, 3)), int(dice.integers(2, 12))
    shape = dice.integers(3)
    if shape == 0:
        cv2.circle(made, (x, y), abs(dx) // 2 + 3, colour, -1, cv2.LINE_AA)
    elif shape == 1:
        cv2.line(made, (x, y), (x + dx, y + dy), colour, thick, cv2.LINE_AA)
    else:
        cv2.rectangle(made, (x, y), (x + dx // 2, y + dy // 2), colour, -1 if thick > 6 else 2)

"""What the fake camera films: the picture comes, stays, and is moved by a hand, with each frame's number in the film.

The number stands at the left edge, half way down, where no page has a button: two columns of cells, the highest bit on
top, the second column the reverse of the first. So a screen that shows no camera is never taken for one that does.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.viewer.board import Corners
from tests.viewer.camera_clip import FRONT, HEIGHT, Frame, Segment, film, write_camera

FPS = 15
CELL, BITS = 8, 10
TOP = (HEIGHT - BITS * CELL) // 2
APPEARS = 30
"""The first frame that has the picture."""

REST = replace(FRONT, size=0.62)
LEFT = replace(FRONT, size=0.7, x=0.42, yaw=16, roll=-6)
RIGHT = replace(FRONT, size=0.6, x=0.58, y=0.54, yaw=-14, pitch=10, roll=7)
NEAR = replace(FRONT, size=0.78, x=0.52, y=0.48, pitch=-9, roll=2)
STORY = (
    Segment("absent", APPEARS),
    Segment("still", 30, REST, REST),
    Segment("left", 24, REST, LEFT),
    Segment("right", 30, LEFT, RIGHT),
    Segment("near", 24, RIGHT, NEAR),
    Segment("back", 24, NEAR, REST),
)
"""Up to 12 pixels from a frame to the next."""


def write_film(picture: NDArray[np.uint8], path: Path) -> list[Corners | None]:
    """A .y4m, and where the picture is in each of its frames."""
    frames = list(film(picture, STORY))
    write_camera((numbered(frame, number) for number, frame in enumerate(frames)), path, fps=FPS)
    return [frame.corners for frame in frames]


def numbered(frame: Frame, number: int) -> Frame:
    """The frame with its number drawn."""
    for bit in range(BITS):
        value = 255 * (number >> (BITS - 1 - bit) & 1)
        rows = slice(TOP + bit * CELL, TOP + (bit + 1) * CELL)
        frame.image[rows, :CELL], frame.image[rows, CELL : 2 * CELL] = value, 255 - value
    return frame


def number_of(screen: NDArray[Any]) -> int | None:
    """The number on a grey screen of the film's size; None where it does not show the film."""
    number = 0
    for bit in range(BITS):
        y = TOP + bit * CELL + CELL // 2
        left, right = (float(screen[y - 1 : y + 2, x - 1 : x + 2].mean()) for x in (CELL // 2, CELL + CELL // 2))
        if abs(left - right) < 100:
            return None
        number = 2 * number + (left > right)
    return number if number < sum(segment.frames for segment in STORY) else None

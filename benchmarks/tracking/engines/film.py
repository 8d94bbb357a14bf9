"""A clip as a film for the browser's fake camera, each frame stamped with its number.

The stamp is a row of cells at the bottom left, black for 0 and white for 1, the highest bit first. A cell's side is
1/80 of the frame's width. What is written is the number + 1: a camera that has not begun shows black.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.tracking.engines.run import EngineFailed

CELLS = 12
CELL_SHARE = 1 / 80


def write_film(clip: Path, path: Path) -> None:
    """All frames as .y4m, at the clip's rate, which Chromium honours. Raises EngineFailed when a side is odd."""
    truth = json.loads((clip / "truth.json").read_text())
    width, height, fps = truth["width"], truth["height"], round(truth["fps"])
    if width % 2 or height % 2:
        raise EngineFailed(f"camera: a film has even sides, the clip has {width}x{height}")
    with path.open("wb") as out:
        out.write(f"YUV4MPEG2 W{width} H{height} F{fps}:1 Ip A1:1 C420jpeg\n".encode())
        for number in range(len(truth["frames"])):
            frame = cv2.imread(str(clip / "frames" / f"{number:06}.jpg"))
            if frame is None:
                raise FileNotFoundError(clip / "frames" / f"{number:06}.jpg")
            stamp(frame, number)
            out.write(b"FRAME\n" + cv2.cvtColor(frame, cv2.COLOR_BGR2YUV_I420).tobytes())


def stamp(frame: NDArray[Any], number: int) -> None:
    """Draws the number into a frame (height x width x 3)."""
    height, width = frame.shape[:2]
    edges = np.round(np.arange(CELLS + 1) * width * CELL_SHARE).astype(int)
    top = height - round(width * CELL_SHARE)
    for cell, (left, right) in enumerate(pairwise(edges)):
        frame[top:, left:right] = 255 * ((number + 1) >> (CELLS - 1 - cell) & 1)

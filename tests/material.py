"""What the tests publish: a photograph in the public domain, and a clip whose every frame can be told apart."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray
from skimage import data

Image = NDArray[np.uint8]
SIDE, FPS, SECONDS = 480, 12, 5
BAR = 72
"""Pixels of the bar at the foot of the clip that grows with time."""


@dataclass(frozen=True)
class Files:
    picture: Path
    clip: Path


def astronaut() -> Image:
    """Eileen Collins by NASA, from scikit-image: CC0, 512x512, BGR."""
    return cv2.cvtColor(data.astronaut(), cv2.COLOR_RGB2BGR)


def write_picture(path: Path) -> Path:
    cv2.imwrite(str(path), astronaut())
    return path


def clip_frame(share: float) -> Image:
    """A still with texture, and a white bar on black that covers ``share`` of the width."""
    frame = coffee().copy()
    frame[-BAR:] = 0
    frame[-BAR:, : round(share * SIDE)] = 255
    return frame


@cache
def coffee() -> Image:
    """A cup by Rachel Michetti, from scikit-image: CC0, the clip's size, BGR."""
    cup = cv2.cvtColor(data.coffee(), cv2.COLOR_RGB2BGR)[:400, 100:500]
    return np.asarray(cv2.resize(cup, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC), np.uint8)


def write_clip(path: Path) -> Path:
    """The clip as H.264 in MP4."""
    count = FPS * SECONDS
    return encode(path, [clip_frame(i / (count - 1)) for i in range(count)])


def write_still(path: Path, image: Image) -> Path:
    """A clip of two seconds in which nothing moves, fine in its details."""
    return encode(path, [image] * (2 * FPS), "-crf", "10")


def encode(path: Path, frames: Sequence[Image], *options: str) -> Path:
    """BGR frames of one size as H.264 in MP4."""
    height, width = frames[0].shape[:2]
    raw = f"-f rawvideo -pix_fmt bgr24 -s {width}x{height} -r {FPS} -i -".split()
    tool = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error"]
    command = [*tool, *raw, "-pix_fmt", "yuv420p", *options, "-y", str(path)]
    subprocess.run(command, input=b"".join(frame.tobytes() for frame in frames), check=True)
    return path

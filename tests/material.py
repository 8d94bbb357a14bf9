"""What the tests publish: a photograph in the public domain, and a clip whose every frame can be told apart."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray
from skimage import data

Image = NDArray[np.uint8]
SIDE, FPS, SECONDS = 480, 24, 5
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
    coffee = cv2.cvtColor(data.coffee(), cv2.COLOR_RGB2BGR)[:400, 100:500]
    frame = cv2.resize(coffee, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    frame[-BAR:] = 0
    frame[-BAR:, : round(share * SIDE)] = 255
    return frame


def write_clip(path: Path) -> Path:
    """The clip as H.264 in MP4."""
    count = FPS * SECONDS
    frames = b"".join(clip_frame(i / (count - 1)).tobytes() for i in range(count))
    raw = f"-f rawvideo -pix_fmt bgr24 -s {SIDE}x{SIDE} -r {FPS} -i -"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *raw.split(), "-pix_fmt", "yuv420p", "-y", str(path)]
    subprocess.run(command, input=frames, check=True)
    return path

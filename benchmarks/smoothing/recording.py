"""What the viewer's engines make of the story, frame by frame, beside the truth: their own code, without a browser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.tracking.core import Core
from benchmarks.score.nft import NftEngine
from benchmarks.smoothing.story import segments
from tests.material import astronaut, write_picture
from tests.viewer.camera_clip import film

ROOT = Path(__file__).parents[2]
Frames = NDArray[np.uint8]


def record(folder: Path, rate: int, number: int) -> list[dict[str, Any]]:
    """A run of the film of this number for each engine: its frames' moves, true corners, and the engine's or None."""
    told = list(film(astronaut(), segments(rate, number), seed=number))
    frames = np.stack([cv2.cvtColor(frame.image, cv2.COLOR_BGR2GRAY) for frame in told]).astype(np.uint8)
    runs = []
    for engine, find in (("planar", planar), ("nft", nft)):
        pairs = zip(told, find(folder / "marker", frames, rate), strict=True)
        shown = [{"move": one.segment, "truth": listed(one.corners), "raw": listed(raw)} for one, raw in pairs]
        runs.append({"engine": engine, "rate": rate, "frames": shown})
    return runs


def planar(files: Path, frames: Frames, rate: int) -> list[NDArray[np.float64] | None]:
    """The core that the phones run."""
    core = Core()
    core.load((files / "target.planar").read_bytes())
    tracks = [core.process(frame, 1000 * i / rate) for i, frame in enumerate(frames)]
    return [None if track is None else track.corners for track in tracks]


def nft(files: Path, frames: Frames, _rate: int) -> list[NDArray[np.float64] | None]:
    with NftEngine() as engine:
        return engine.find(files, frames, film=True)


def prepare(folder: Path) -> None:
    """The engines' files, made as the product makes them."""
    picture = write_picture(folder / "picture.png")
    command = [sys.executable, "-m", "adapters.markers", str(picture), str(folder / "marker")]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)


def listed(corners: NDArray[np.float64] | None) -> list[list[float]] | None:
    return None if corners is None else corners.reshape(4, 2).round(4).tolist()

"""Clips as folders: ``frames/000000.jpg`` onwards and ``truth.json``, ours and those of others.

Keys beyond the plain format, each optional: ``pixels`` ("edges": corners count from the first pixel's edge; without
it they are as OpenCV draws, see ``conventions``), ``kinds`` (segment to kind), and in a frame ``ignored`` (too little
of the picture is there to judge an answer) and ``fit`` (corners of the homography nearest to a distorted picture).
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from adapters.markers.headers import BadHeader, Header, read
from benchmarks.tracking.camera.pose import Floats
from benchmarks.tracking.story import Kind

Corners = list[tuple[float, float]]
TURNED = range(5, 9)
"""EXIF orientations that lie on their side as stored."""


class BadClip(Exception):
    """A clip or picture that cannot be used; the message says why."""


class FrameTruth(msgspec.Struct, omit_defaults=True):
    """``visible``: an engine should find it here; ``corners`` TL TR BR BL in frame pixels."""

    visible: bool
    segment: str = ""
    corners: Corners | None = None
    ignored: bool = False
    fit: Corners | None = None
    share: float | None = None

    def __post_init__(self) -> None:
        if self.visible and self.corners is None:
            raise ValueError("a visible frame needs corners")
        if any(corners is not None and len(corners) != 4 for corners in (self.corners, self.fit)):
            raise ValueError("corners are four")


class Truth(msgspec.Struct, omit_defaults=True):
    """``truth.json``."""

    width: int
    height: int
    fps: float
    frames: list[FrameTruth]
    pixels: str = "opencv"
    kinds: dict[str, Kind] = {}


class Clip:
    """A folder that was checked. Raises BadClip when frames or truth are missing or do not fit together."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not self.path(0).is_file():
            raise BadClip(f"{folder}: no frames/000000.jpg")
        missing = [index for index in range(len(self.truth.frames)) if not self.path(index).is_file()]
        if missing:
            raise BadClip(f"{folder}: truth.json speaks of {len(self.truth.frames)} frames, {len(missing)} are missing")

    def path(self, index: int) -> Path:
        """The JPEG of a frame."""
        return self.folder / "frames" / f"{index:06}.jpg"

    def check_frames(self) -> None:
        """Raises BadClip for the first frame that is damaged, or not of the truth's size."""
        told = (self.truth.width, self.truth.height)
        for index in range(len(self.truth.frames)):
            seen = header_of(self.path(index))
            size = (seen.height, seen.width) if seen.orientation in TURNED else (seen.width, seen.height)
            if size != told:
                text = f"truth.json says {told[0]}x{told[1]}, frame {index} is {size[0]}x{size[1]}"
                raise BadClip(f"{self.folder}: {text}")

    def image(self, index: int) -> NDArray[Any]:
        """A frame, BGR. Raises BadClip."""
        found = cv2.imread(str(self.path(index)))
        if found is None:
            raise BadClip(f"{self.path(index)}: not a picture")
        return found

    @cached_property
    def truth(self) -> Truth:
        try:
            truth = msgspec.json.decode((self.folder / "truth.json").read_bytes(), type=Truth, strict=False)
        except (OSError, msgspec.MsgspecError, ValueError) as problem:
            raise BadClip(f"{self.folder}/truth.json: {problem}") from None
        if not truth.frames or min(truth.width, truth.height, truth.fps) <= 0:
            raise BadClip(f"{self.folder}/truth.json: no frames, or no size")
        return truth


def header_of(path: Path) -> Header:
    """Of a whole picture. Raises BadClip."""
    try:
        header = read(path.read_bytes())
    except BadHeader as problem:
        raise BadClip(f"{path}: {problem}") from None
    if header is None or not header.whole:
        raise BadClip(f"{path}: {'cut off' if header else 'not a picture'}")
    return header


def rounded(corners: Floats | None) -> Corners | None:
    """To a ten-thousandth of a pixel, as JSON."""
    return None if corners is None else [(round(float(x), 4), round(float(y), 4)) for x, y in corners]


def array(corners: Corners) -> Floats:
    return np.array(corners, np.float64)


def write_truth(folder: Path, truth: Truth) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "truth.json").write_bytes(msgspec.json.encode(truth))

"""Trying a marker before it is printed: conditions, what the tracker makes of them, the port of who draws it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from domain.values import MarkerSettings, VideoFit

PictureKind = Literal["jpeg", "png", "webp", "clip"]
"""``clip`` is an animated WebP of two seconds."""
LENS = 0.5 / math.tan(math.radians(65) / 2)
"""Focal length of a phone's main camera as a share of the frame's width: it sees 65 degrees."""
HeatKind = Literal["png", "svg"]


class Conditions(msgspec.Struct, frozen=True, kw_only=True):
    """How a camera sees a print.

    ``share`` is the picture's longer side, seen from the front, as a share of the frame's width; ``tilt`` turns it away
    around an axis in its plane that points to ``direction``, both in degrees; ``light`` is a factor on brightness,
    ``blur`` the lens's in pixels, ``noise`` the sensor's in grey levels; ``glare`` and ``covered`` are shares of the
    picture.
    """

    share: float = 0.6
    tilt: float = 25.0
    direction: float = 30.0
    light: float = 1.0
    blur: float = 0.6
    glare: float = 0.0
    noise: float = 3.0
    covered: float = 0.0


class Scene(msgspec.Struct, frozen=True, kw_only=True, tag="scene"):
    """What is to be drawn; the files are paths. ``overlay`` is a still of the video, empty where there is none.

    ``fit`` is where the video shows the picture, None where it does not or nobody knows.
    """

    picture: str
    target: str
    overlay: str
    settings: MarkerSettings
    fit: VideoFit | None = None
    conditions: Conditions
    kind: PictureKind


class HeatWish(msgspec.Struct, frozen=True, kw_only=True, tag="heat"):
    """A heat map of this picture, of which the tracker has this target file."""

    picture: str
    target: str
    kind: HeatKind


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """What the tracker says of a frame, or of the first frame of a clip.

    ``reason`` is empty where the picture was found where it is; else a code, with ``text`` for people. ``patches`` are
    those in view, ``agreeing`` of them fit. ``error`` is the mean distance of the found corners from the true ones in
    pixels of the frame. ``frames`` of the clip were drawn, in ``found_frames`` it was found where it is.
    """

    found: bool
    reason: str = ""
    text: str = ""
    patches: int = 0
    agreeing: int = 0
    confidence: float = 0.0
    correlation: float = 0.0
    error: float = 0.0
    corners: tuple[tuple[float, float], ...] = ()
    width: int
    height: int
    frames: int = 1
    found_frames: int
    core_version: int


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A file of this name in the output folder; ``sighting`` is None for a heat map."""

    name: str
    content_type: str
    sighting: Sighting | None = None


def share_at(distance: float, side: float) -> float:
    """The share of the frame's width that a print's side covers at this distance, both in the same unit."""
    return LENS * side / distance


class Previewer(Protocol):
    """Draws scenes and heat maps. Raises InputRejected or WorkFailed. ``version`` changes with how it draws."""

    @property
    def version(self) -> str: ...
    def draw(self, wish: Scene | HeatWish, out: Path) -> Drawn: ...

"""What is filmed: segments in a row, each one condition under which engines are measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from benchmarks.tracking.camera.effects import Look
from benchmarks.tracking.camera.pose import Shake, View

Kind = Literal["absent", "planar", "distorted", "hard"]
"""Whether the picture is away; flat under a plain lens; bent or under another lens; or made to be missed."""
FPS = 30


@dataclass(frozen=True)
class Lens:
    """What makes a frame no homography of the picture; see ``optics.Camera``."""

    k1: float = 0.0
    k2: float = 0.0
    readout: float = 0.0
    bend: float = 0.0


CALM, GOOD, PLAIN = Shake(), Look(), Lens()


@dataclass(frozen=True)
class Segment:
    """``start`` None: goes on from where the segment before it ended. Both None: the picture is away."""

    name: str
    kind: Kind
    frames: int = 24
    start: View | None = None
    end: View | None = None
    shake: Shake = CALM
    look: Look = GOOD
    lens: Lens = PLAIN
    exposure: float = 0.25
    """Share of the time between frames that the shutter is open."""
    covered: float = 0.0
    """Share of the picture that a hand or a card hides."""
    cover: Literal["hand", "card"] = "hand"
    display: bool = False
    """Filmed from a screen."""
    backdrop: str = "desk"
    alike: bool = False
    """Another picture of the same kind lies there while this one is away."""


@dataclass(frozen=True)
class Story:
    """All that a clip is made from, but for the picture itself; equal stories make equal clips."""

    segments: tuple[Segment, ...]
    seed: int = 1
    width: int = 640
    height: int = 480
    focal: float = 609.0
    fps: int = field(default=FPS)

    def kinds(self) -> dict[str, Kind]:
        return {segment.name: segment.kind for segment in self.segments}

"""What an engine answered to a clip: the values that metrics, tables and plots are made of."""

from __future__ import annotations

from typing import Literal

import msgspec

State = Literal["search", "track"]


class EngineFailed(RuntimeError):
    """An engine crashed, hung or could not be had; the message begins with its name."""


class PictureRefused(EngineFailed):
    """The engine's compiler will not take the picture; the engine finds it nowhere."""


class FrameAnswer(msgspec.Struct, frozen=True):
    """One frame as one engine saw it.

    ``corners`` are TL TR BR BL of the picture in pixels of the clip's frames, the frame's edge at 0 (the first pixel
    covers 0..1). ``state`` says whether the engine had to search: it had found nothing in the frame before.
    ``ms`` is the engine's own time; ``capture_ms`` is what it took to get the pixels out of the picture before that.
    ``confidence`` is 0..1 by the engine's own measure, 0 when nothing was found.
    """

    found: bool
    corners: list[list[float]] | None
    state: State
    ms: float
    capture_ms: float
    confidence: float = 0.0


class EngineRun(msgspec.Struct, frozen=True):
    """All frames of a clip in order, and what starting the engine cost.

    ``bytes_gzip`` is what a visitor downloads for it: script, WebAssembly and the picture's target data.
    """

    name: str
    frames: list[FrameAnswer]
    init_ms: float
    bytes_gzip: int
    version: str
    notes: str = ""


class LiveFrame(msgspec.Struct, frozen=True):
    """A camera frame that was processed: its number in the clip, ms when it was on screen and when its answer came."""

    frame: int
    shown: float
    at: float
    answer: FrameAnswer


class LiveRun(msgspec.Struct, frozen=True):
    """A clip filmed by the browser's camera; frames that came while the engine was busy are missing.

    ``find_ms`` holds, for each time that the picture came into view, the ms until the first answer that has it;
    ``missed`` is how often no answer had it before it was gone.
    """

    name: str
    frames: list[LiveFrame]
    fps: float
    find_ms: list[float]
    missed: int
    init_ms: float
    bytes_gzip: int
    version: str
    notes: str = ""


class Options(msgspec.Struct, frozen=True):
    """``explicit``: the engines were named by the caller, so that one which cannot be had is an error, not a gap."""

    explicit: bool = False
    seconds: float = 1800.0
    """Until a run counts as hung."""
    live_seconds: float = 20.0
    """How long the camera films in `run_live`."""

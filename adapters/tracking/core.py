"""The planar tracker: frames in, the place of a known picture out. The same module as in the browser, the same bits."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from adapters.tracking.module import SCALAR, TRACKER, Instance, MissingModule, place

LARGEST_TARGET = 61_440
"""Bytes."""

GREY, RGBA = 0, 1
STATES: dict[int, Literal["found", "tracked"]] = {1: "found", 2: "tracked"}
RESULTS = 32
REFUSALS = {
    -1: ("not_a_target", "This is no target file."),
    -2: ("newer_target", "The target file is of a version that this core does not know."),
    -3: ("target_cut_off", "The target file is shorter or longer than it says."),
    -4: ("target_damaged", "The target file is damaged."),
    -5: ("too_many_targets", "No more targets can be loaded; unload one first."),
}
"""By error number of the core (``viewer/core/target.h``)."""


class TargetError(ValueError):
    """A target that cannot be loaded; ``code`` is stable."""

    def __init__(self, number: int) -> None:
        self.code, detail = REFUSALS[number]
        super().__init__(detail)


class Track(msgspec.Struct, frozen=True, eq=False):
    """Where a picture is. ``corners`` are x, y of TL TR BR BL in pixels, the first pixel covering 0..1.

    ``homography`` leads from the picture's unit square (y down) to the frame. ``correlation`` is the mean of the
    patches that agree; ``searched`` tells whether this frame was searched.
    """

    slot: int
    confidence: float
    corners: NDArray[np.float64]
    homography: NDArray[np.float64]
    state: Literal["found", "tracked"]
    patches: int
    agreeing: int
    correlation: float
    searched: bool


class Core:
    """A tracker with its targets; used by one thread at a time.

    ``scalar`` takes the build for phones without SIMD: slower, with the same results. Raises MissingModule.
    """

    def __init__(self, *, scalar: bool = False) -> None:
        self._core = Instance(SCALAR if scalar else TRACKER)
        self._upload = self._core.array(self._core.call("upload"), (LARGEST_TARGET,))
        self._result = self._core.array(self._core.call("result"), (RESULTS,), np.float64)
        self._frame = np.empty(0, np.uint8)
        self.version = self._core.call("version")

    def load(self, data: bytes) -> int:
        """The slot of a target from now on. Raises TargetError."""
        if len(data) > LARGEST_TARGET:
            raise TargetError(-3)
        self._upload[: len(data)] = np.frombuffer(data, np.uint8)
        slot = self._core.call("load", len(data))
        if slot < 0:
            raise TargetError(slot)
        return slot

    def unload(self, slot: int) -> None:
        """Raises KeyError when nothing is loaded there."""
        if self._core.call("unload", slot) < 0:
            raise KeyError(slot)

    def process(self, frame: NDArray[np.uint8], milliseconds: float) -> Track | None:
        """The most probable picture in a grey (H x W) or RGBA (H x W x 4) frame taken at this rising time, if any.

        A frame of another size than the one before begins anew. Raises ValueError when a side is not 64..1280 pixels
        or there are more than 1280 x 960.
        """
        if frame.shape != self._frame.shape:
            self._resize(frame)
        np.copyto(self._frame, frame, casting="no")
        state = self._core.call("process", RGBA if frame.ndim == 3 else GREY, float(milliseconds))
        return self._track(STATES[state]) if state else None

    def forget(self) -> None:
        """The next frame is searched."""
        self._core.call("forget")

    def _resize(self, frame: NDArray[np.uint8]) -> None:
        if frame.dtype != np.uint8 or frame.ndim < 2 or frame.shape[2:] not in ((), (4,)):
            raise ValueError(f"a frame is grey or RGBA with 8 bits, not {frame.dtype} {frame.shape}")
        if frame.shape[:2] != self._frame.shape[:2] and self._core.call("resize", frame.shape[1], frame.shape[0]) < 0:
            raise ValueError(f"a frame of {frame.shape[1]} x {frame.shape[0]} pixels is too small or too large")
        self._frame = self._core.array(self._core.call("frame"), frame.shape)

    def _track(self, state: Literal["found", "tracked"]) -> Track:
        found = self._result.copy()
        return Track(
            slot=int(found[0]),
            confidence=float(found[1]),
            corners=found[2:10].reshape(4, 2),
            homography=found[10:19].reshape(3, 3),
            state=state,
            patches=int(found[19]),
            agreeing=int(found[20]),
            correlation=float(found[21]),
            searched=bool(found[22]),
        )


def works() -> int:
    """The version of a core that looked at a plain frame and found nothing there. Raises what went wrong."""
    core = Core()
    if core.process(np.zeros((480, 640), np.uint8), 0.0) is not None:
        raise RuntimeError("the tracking core sees what is not there")
    return core.version


def identity() -> str:
    """The core's version and the beginning of its module's SHA-256: what is kept under it was found by this very core.

    Raises MissingModule.
    """
    try:
        digest = sha256(place(TRACKER).read_bytes()).hexdigest()
    except FileNotFoundError:
        raise MissingModule(place(TRACKER)) from None
    return f"{Core().version}-{digest[:12]}"

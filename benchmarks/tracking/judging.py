"""Each answer of an engine beside the truth of its frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.tracking.camera.pose import Floats
from benchmarks.tracking.clips import Truth, array
from benchmarks.tracking.conventions import in_convention
from benchmarks.tracking.engines.run import FrameAnswer
from benchmarks.tracking.story import Kind

WILD = 20.0
"""Pixels of mean corner distance beyond which an answer is worse than none."""


@dataclass(frozen=True)
class Judgement:
    """One frame of one clip. ``off``: (4, 2) pixels from the true corners to the engine's; None without both."""

    index: int
    segment: str
    kind: Kind
    visible: bool
    ignored: bool
    found: bool
    searching: bool
    ms: float
    capture_ms: float
    off: Floats | None = None
    fit_error: float | None = None
    """Mean corner distance to the homography nearest to a distorted picture."""

    @property
    def error(self) -> float | None:
        """Mean corner distance, pixels."""
        return None if self.off is None else distance(self.off)

    @property
    def wild(self) -> bool:
        """Far off; on a distorted picture, from the best that an engine for flat ones can do."""
        off = self.error if self.fit_error is None else self.fit_error
        return off is not None and off > WILD

    @property
    def false(self) -> bool:
        """Found where it is not."""
        return self.found and not self.visible and not self.ignored


def judge(answers: Sequence[FrameAnswer], truth: Truth, picture: tuple[int, int]) -> list[Judgement]:
    """Frame by frame; ``picture``: its width and height. Raises ValueError where an answer is missing."""
    return list(judgements(zip(range(len(truth.frames)), answers, strict=True), truth, picture))


def judgements(
    answers: Iterable[tuple[int, FrameAnswer]], truth: Truth, picture: tuple[int, int]
) -> Iterator[Judgement]:
    """Of some frames, by their number in the clip."""
    for index, answer in answers:
        frame = truth.frames[index]
        kind = truth.kinds.get(frame.segment, "planar" if frame.visible else "absent")
        off = fit_error = None
        if answer.found and answer.corners is not None and frame.visible and frame.corners is not None:
            corners = in_convention(truth.pixels, np.array(answer.corners), picture)
            off = corners - array(frame.corners)
            fit_error = distance(corners - array(frame.fit)) if frame.fit else None
        yield Judgement(
            index=index,
            segment=frame.segment,
            kind=kind,
            visible=frame.visible,
            ignored=frame.ignored,
            found=answer.found,
            searching=answer.state == "search",
            ms=answer.ms,
            capture_ms=answer.capture_ms,
            off=off,
            fit_error=fit_error,
        )


def distance(off: Floats) -> float:
    """Mean over the corners."""
    return float(np.linalg.norm(off, axis=1).mean())

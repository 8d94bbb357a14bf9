"""Which markers a camera may take for one another: the tracking core itself looks for one on the other.

What is known of a picture is its planar target, so that is all that is compared: the template of one is shown to a
core that has loaded the other, and the other way round, since either may be a part of the other. About 6 ms a pair.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import msgspec
import numpy as np

from adapters.markers.advice.details import details
from adapters.markers.advice.paper import drawn
from adapters.markers.arrays import Grey
from adapters.tracking.core import Core, Track

SHOWN = 400
"""Longer side of the picture as it is shown, pixels: the core's search reaches from 52 to 1000."""

ALIKE = 0.4
"""Confidence from which on pictures are alike. The core itself answers nothing below about 0.4
(``viewer/core/track/judge.c``); of 4459 pairs of different photographs, charts and pages it took none for another.
"""

Key = TypeVar("Key")


class Likeness(msgspec.Struct, frozen=True):
    """``score`` is the tracker's confidence, 0-1, that one picture is the other, 0 where it never thinks so.

    ``turned``: it is found turned by more than 45 degrees.
    """

    score: float
    turned: bool


NOT_ALIKE = Likeness(0.0, turned=False)


def alike(a: bytes | Grey, b: bytes) -> Likeness:
    """How easily a camera takes picture ``a`` (its target file, or itself) for that of target file ``b``.

    Symmetric where both are target files. Raises ValueError when one of them is no target.
    """
    return _Shown(a).compared(b)


def alike_any(a: bytes | Grey, others: Mapping[Key, bytes], least: float = ALIKE) -> list[tuple[Key, Likeness]]:
    """Those of many target files that are alike, the most alike first. Files that cannot be read are left out."""
    shown, found = _Shown(a), list[tuple[Key, Likeness]]()
    for key, other in others.items():
        try:
            likeness = shown.compared(other)
        except ValueError:
            continue
        if likeness.score >= least:
            found.append((key, likeness))
    return sorted(found, key=lambda pair: -pair[1].score)


class _Shown:
    """A picture that others are compared with."""

    def __init__(self, a: bytes | Grey) -> None:
        self._theirs, self._own = Core(), Core() if isinstance(a, bytes) else None
        if isinstance(a, bytes) and self._own:
            self._own.load(a)
        grey = details(a).grey if isinstance(a, bytes) else a
        self._frame = drawn(grey, SHOWN).frame

    def compared(self, other: bytes) -> Likeness:
        slot = self._theirs.load(other)
        likeness = _seen(self._theirs, self._frame)
        self._theirs.unload(slot)
        if self._own is None:
            return likeness
        back = _seen(self._own, drawn(details(other).grey, SHOWN).frame)
        return max(likeness, back, key=lambda one: one.score)


def _seen(core: Core, frame: Grey) -> Likeness:
    core.forget()
    track = core.process(frame, 0.0)
    return NOT_ALIKE if track is None else Likeness(round(track.confidence, 3), turned=bool(abs(turn(track)) > 45))


def turn(track: Track) -> float:
    """By how many degrees the picture lies turned in the frame, clockwise, -180..180."""
    across = track.corners[1] + track.corners[2] - track.corners[0] - track.corners[3]
    return float(np.degrees(np.arctan2(across[1], across[0])))

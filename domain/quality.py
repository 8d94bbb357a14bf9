"""How well a picture can be found by a camera, and why: values that events carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal
from uuid import UUID

import msgspec

Change = Literal["crop", "contrast", "border"]
"""What can be done to a picture so that it is found more often."""

GRADES = (
    (85, 5, "excellent"),
    (70, 4, "good"),
    (50, 3, "fair"),
    (30, 2, "poor"),
    (5, 1, "poor"),
    (0, 0, "unusable"),
)
"""The least score of each number of stars, and the word for it."""
UNSAID = -1.0


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """What makes a picture hard to find: a stable code and a sentence that says what to do."""

    code: str
    text: str


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """Up to where the picture was found under one condition (distance, tilt, blur, dark, glare, noise, occlusion)."""

    condition: str
    text: str


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """How well a picture can be found: ``score`` is the expected detection rate in percent, ``detection_rate`` 0-1.

    ``proved`` says that the tracker itself looked for it in simulated camera views, else it is estimated; ``method``
    names how. ``compatibility`` is 0-100 by engine name, 0 where an engine has no files. Events of the time before
    detection rates have a score only.
    """

    score: int
    stars: int
    label: str
    detection_rate: float = UNSAID
    proved: bool = False
    method: str
    compatibility: dict[str, int] = {}
    reasons: tuple[Reason, ...] = ()
    limits: tuple[Limit, ...] = ()

    def __post_init__(self) -> None:
        if self.detection_rate == UNSAID:
            msgspec.structs.force_setattr(self, "detection_rate", self.score / 100)


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A change of the picture that raises its score from ``before`` to ``after``; there is one of a kind at most.

    Both are estimates, of the picture shrunk to 1024 pixels where it is larger. ``parameters`` are shares of its sides
    and plain factors: they fit any resolution of it.
    """

    kind: Change
    parameters: dict[str, float]
    before: int
    after: int
    text: str


class LookAlike(msgspec.Struct, frozen=True, kw_only=True):
    """Another marker of the owner that a camera may take for this one.

    ``likeness`` is 0-1; ``turned``: it looks alike upside down.
    """

    marker_id: UUID
    likeness: float
    turned: bool = False


def scored(
    rate: float,
    method: str,
    *,
    proved: bool = False,
    compatibility: Mapping[str, int] | None = None,
    reasons: Sequence[Reason] = (),
    limits: Sequence[Limit] = (),
) -> Score:
    """The score of a detection rate, 0-1, with its stars and word."""
    score = round(100 * rate)
    stars, label = next((stars, label) for least, stars, label in GRADES if score >= least)
    return Score(
        score=score,
        stars=stars,
        label=label,
        detection_rate=round(rate, 4),
        proved=proved,
        method=method,
        compatibility=dict(compatibility or {}),
        reasons=tuple(reasons),
        limits=tuple(limits),
    )


def proved(estimate: Score, rate: float, limits: Sequence[Limit], method: str, engine: str = "planar") -> Score:
    """The score when ``engine`` was seen to find the picture at this rate; its reasons are those of the estimate."""
    return scored(
        rate,
        method,
        proved=True,
        compatibility={**estimate.compatibility, engine: round(100 * rate)},
        reasons=estimate.reasons,
        limits=limits,
    )

"""A score as the command line tells it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from domain.quality import Limit, Reason, Score
from domain.values import Ending


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """A picture's score, the engines that refuse it, the heat map if one was written, and what it cost."""

    score: Score
    refused: dict[str, Ending]
    heatmap: Path | None
    cpu_seconds: float


class ScoreBody(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A score for programs."""

    score: int
    stars: int
    label: str
    detection_rate: float
    compatibility: dict[str, int]
    proved: bool
    reasons: tuple[Reason, ...]
    limits: tuple[Limit, ...]


class ScoredBody(ScoreBody, frozen=True, kw_only=True, rename="camel"):
    """What ``argument score --json`` prints; ``cpuSeconds`` is that of compiling and proving."""

    cpu_seconds: float


def score_body(score: Score) -> ScoreBody:
    """The score as an object."""
    return msgspec.convert(score, ScoreBody, from_attributes=True)


def body(found: Scored) -> ScoredBody:
    """All of it as an object."""
    told = msgspec.structs.asdict(score_body(found.score))
    return ScoredBody(**told, cpu_seconds=round(found.cpu_seconds, 3))

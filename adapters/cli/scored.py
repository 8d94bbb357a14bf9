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


class RatingBody(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How well a picture can be found, for programs."""

    score: int
    stars: int
    label: str
    detection_rate: float
    compatibility: dict[str, int]
    proved: bool


class ScoredBody(RatingBody, frozen=True, kw_only=True, rename="camel"):
    """What ``argument score --json`` prints: ``refused`` by engine, ``cpuSeconds`` of compiling and proving."""

    reasons: tuple[Reason, ...]
    limits: tuple[Limit, ...]
    refused: dict[str, Ending]
    cpu_seconds: float


def rating(score: Score) -> RatingBody:
    """Without why: who only compiles does not ask."""
    return msgspec.convert(score, RatingBody, from_attributes=True)


def body(found: Scored) -> ScoredBody:
    """All of it as an object."""
    told = {name: getattr(found.score, name) for name in ScoredBody.__struct_fields__ if hasattr(found.score, name)}
    return ScoredBody(**told, refused=found.refused, cpu_seconds=round(found.cpu_seconds, 3))

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
    """What ``--json`` prints; ``cpuSeconds`` is that of compiling and proving."""

    score: int
    stars: int
    label: str
    detection_rate: float
    compatibility: dict[str, int]
    proved: bool
    reasons: tuple[Reason, ...]
    limits: tuple[Limit, ...]
    cpu_seconds: float


def body(found: Scored) -> ScoreBody:
    """As an object for programs."""
    score = found.score
    return ScoreBody(
        score=score.score,
        stars=score.stars,
        label=score.label,
        detection_rate=score.detection_rate,
        compatibility=score.compatibility,
        proved=score.proved,
        reasons=score.reasons,
        limits=score.limits,
        cpu_seconds=round(found.cpu_seconds, 3),
    )

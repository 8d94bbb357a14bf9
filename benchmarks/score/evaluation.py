"""Judges estimates by the true rates of pictures that nothing was fitted to."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from benchmarks.score.results import Row
from benchmarks.score.statistics import Floats, interval, mean_error, spearman, told_apart
from domain.quality import scored

NEVER, ALWAYS = 0.1, 0.8
"""Rates below the one must not get so many stars, rates above the other not so few."""

MANY, FEW = 4, 2
WAYS = {
    "planar: estimate": ("planar_estimate", "planar"),
    "planar: proof": ("proof", "planar"),
    "planar: entropy": ("entropy", "planar"),
    "nft: estimate": ("nft_estimate", "nft"),
    "nft: entropy": ("entropy", "nft"),
}
"""What tells a rate, and which, as fields of a row."""


class Judged(msgspec.Struct, frozen=True):
    """How well something tells rates; ``low`` and ``high`` enclose the rank correlation with 95 %.

    ``praised``: pictures below NEVER that got MANY stars; ``scorned``: above ALWAYS with FEW. What is no rate has
    neither these nor a mean ``error``.
    """

    what: str
    pictures: int
    spearman: float
    low: float
    high: float
    apart: float
    error: float | None
    praised: int
    scorned: int


def evaluated(rows: Sequence[Row]) -> dict[str, Judged]:
    """Every way to tell a rate."""
    return {what: judged(what, column(rows, said), column(rows, true)) for what, (said, true) in WAYS.items()}


def column(rows: Sequence[Row], name: str) -> Floats:
    """One field of all rows."""
    return np.array([getattr(row, name) for row in rows])


def judged(what: str, said: Floats, true: Floats) -> Judged:
    """``said`` are rates where none is above 1, else any number that should rise with them."""
    rates = said.max() <= 1
    stars = np.array([scored(float(one), "").stars for one in said]) if rates else np.full(len(said), 3)
    return Judged(
        what,
        len(true),
        spearman(said, true),
        *interval(spearman, said, true),
        told_apart(said, true),
        mean_error(said, true) if rates else None,
        int(((true < NEVER) & (stars >= MANY)).sum()),
        int(((true > ALWAYS) & (stars <= FEW)).sum()),
    )

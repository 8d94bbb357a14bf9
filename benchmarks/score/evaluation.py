"""Judges estimates by the true rates of pictures that nothing was fitted to."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from adapters.markers.quality.estimate.model import Model
from benchmarks.score.fitting import Facts
from benchmarks.score.measuring import Measured
from benchmarks.score.statistics import Floats, interval, mean_error, spearman, told_apart
from domain.quality import scored

NEVER, ALWAYS = 0.1, 0.8
"""Rates below the one must not get so many stars, rates above the other not so few."""

MANY, FEW = 4, 2


class Judged(msgspec.Struct, frozen=True):
    """How well ``estimates`` tell ``rates``; ``low`` and ``high`` enclose the rank correlation with 95 %."""

    what: str
    pictures: int
    spearman: float
    low: float
    high: float
    apart: float
    error: float | None
    praised: int
    scorned: int


def judged(what: str, estimates: Floats, rates: Floats, *, rate: bool = True) -> Judged:
    """``rate``: the estimates are rates, else any number that should rise with them."""
    low, high = interval(spearman, estimates, rates)
    stars = np.array([scored(float(one), "").stars for one in estimates]) if rate else np.full(len(rates), 3)
    return Judged(
        what,
        len(rates),
        spearman(estimates, rates),
        low,
        high,
        told_apart(estimates, rates),
        mean_error(estimates, rates) if rate else None,
        int(((rates < NEVER) & (stars >= MANY)).sum()),
        int(((rates > ALWAYS) & (stars <= FEW)).sum()),
    )


def estimated(model: Model, facts: Sequence[Facts | None]) -> Floats:
    """0 where the engine refused the picture."""
    return np.array([0.0 if one is None else model.rate(one) for one in facts])


def evaluated(models: dict[str, Model], pictures: Sequence[Measured]) -> list[Judged]:
    """Every way to tell a rate, by engine."""
    planar, nft = truths(pictures)
    baseline = np.array([one.entropy for one in pictures])
    guesses = estimates(models, pictures)
    return [
        judged("planar: estimate", guesses["planar"], planar),
        judged("planar: proof", np.array([one.proved for one in pictures]), planar),
        judged("planar: entropy", baseline, planar, rate=False),
        judged("nft: estimate", guesses["nft"], nft),
        judged("nft: entropy", baseline, nft, rate=False),
    ]


def truths(pictures: Sequence[Measured]) -> tuple[Floats, Floats]:
    return np.array([one.planar for one in pictures]), np.array([one.nft for one in pictures])


def estimates(models: dict[str, Model], pictures: Sequence[Measured]) -> dict[str, Floats]:
    """By engine."""
    return {
        "planar": estimated(models["planar"], [one.planar_facts for one in pictures]),
        "nft": estimated(models["nft"], [one.nft_facts for one in pictures]),
    }

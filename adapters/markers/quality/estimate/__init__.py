"""The fast estimate: the expected detection rate of a compiled picture, by engine, in at most half a second.

Rates are logistic models of a few facts, fitted to true rates by ``benchmarks/score``; docs/score.md tells how well
they do. Simulated views are not reality, hence an estimate until a proof has come.
"""

from __future__ import annotations

from collections.abc import Mapping

from adapters.markers.arrays import Grey
from adapters.markers.quality.estimate.model import Facts, models

METHOD = "estimate-1"
"""Rises with every change of the facts or the numbers."""

PLANAR, NFT, ALONE = "planar", "nft", "nft-alone"
"""Models; the last is of a picture that the planar engine was not asked about."""

UNSEEN: Facts = {"found": 0.0, "sure": 0.0, "astray": 0.0}
"""The planar engine's facts of a picture that it refuses."""


def estimate(facts: Mapping[str, Facts]) -> dict[str, float]:
    """Expected rates, 0..1, by engine, of those whose facts are known.

    ``facts`` are :func:`~adapters.markers.quality.estimate.planar.planar_facts` (or UNSEEN) as "planar", and
    :func:`~adapters.markers.quality.estimate.nft.nft_facts` as "nft": the same views are hard for both engines.
    """
    rates = {}
    if PLANAR in facts:
        rates[PLANAR] = models()[PLANAR].rate(facts[PLANAR])
    if NFT in facts:
        rates[NFT] = models()[NFT if PLANAR in facts else ALONE].rate({**facts.get(PLANAR, {}), **facts[NFT]})
    return rates


def planar_rate(grey: Grey, target: bytes) -> float:
    """The planar engine's expected rate of a picture as cameras film it; about 0.3 CPU s. Raises TargetError."""
    from adapters.markers.quality.estimate.planar import planar_facts

    return estimate({PLANAR: planar_facts(grey, target)})[PLANAR]

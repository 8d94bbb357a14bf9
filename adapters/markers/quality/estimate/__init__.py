"""The fast estimate: the expected detection rate of a compiled picture, by engine, in at most half a second.

Both rates are logistic models of a few facts, fitted to true rates by ``benchmarks/score``; docs/score.md tells how
well they do. Simulated views are not reality, hence an estimate until a proof has come.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from adapters.markers.arrays import Grey
from adapters.markers.quality.estimate.model import models
from adapters.markers.scales import Scale

METHOD = "estimate-1"
"""Rises with every change of the facts or the numbers."""


class Rates(msgspec.Struct, frozen=True):
    """Expected detection rates by engine, 0..1; None where there is nothing to judge by."""

    planar: float | None = None
    nft: float | None = None


def estimate(grey: Grey, target: bytes | None = None, scales: Sequence[Scale] | None = None) -> Rates:
    """``grey``: the picture as cameras film it; ``target``: its planar file; ``scales``: its NFT features."""
    return Rates(
        planar=None if target is None else planar_rate(grey, target),
        nft=None if scales is None else nft_rate(grey, scales),
    )


def planar_rate(grey: Grey, target: bytes) -> float:
    """The planar engine's expected rate; about 0.3 CPU s. Raises TargetError."""
    from adapters.markers.quality.estimate.planar import planar_facts

    return models()["planar"].rate(planar_facts(grey, target))


def nft_rate(grey: Grey, scales: Sequence[Scale]) -> float:
    """The nft engine's expected rate; a few hundredths of a CPU second."""
    from adapters.markers.quality.estimate.nft import nft_facts

    return models()["nft"].rate(nft_facts(grey, scales))

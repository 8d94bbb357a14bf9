"""What was said of each picture that was held out, and what was true; kept beside this file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from adapters.markers.quality.estimate.model import Model
from benchmarks.score.measuring import Facts, Measured

KEPT = Path(__file__).with_name("results.json")
DIGITS = 3


class Row(msgspec.Struct, frozen=True):
    """True rates, then what the estimate and the proof said; 0 where an engine refuses the picture.

    ``entropy`` is what the NFT creator goes by, ``seconds`` the CPU time of both estimates.
    """

    name: str
    source: str
    real: bool
    planar: float
    nft: float
    planar_estimate: float
    nft_estimate: float
    proof: float
    entropy: float
    seconds: float


def rows(models: dict[str, Model], pictures: Sequence[Measured]) -> list[Row]:
    """By the shipped numbers, or others."""
    return [
        Row(
            one.name,
            one.source,
            one.real,
            round(one.planar, DIGITS),
            round(one.nft, DIGITS),
            rate(models["planar"], one.planar_facts),
            rate(models["nft"], one.both),
            round(one.proved, DIGITS),
            round(one.entropy, DIGITS),
            round(one.seconds, DIGITS),
        )
        for one in pictures
    ]


def rate(model: Model, facts: Facts | None) -> float:
    """0 where the engine refused the picture."""
    return 0.0 if facts is None else round(model.rate(facts), DIGITS)


def keep(found: Sequence[Row]) -> None:
    """One line a picture."""
    lines = [msgspec.json.encode(row).decode() for row in found]
    KEPT.write_text("[\n" + ",\n".join(lines) + "\n]\n")


def kept() -> list[Row]:
    """Of the evaluation that docs/score.md shows."""
    return msgspec.json.decode(KEPT.read_bytes(), type=list[Row])

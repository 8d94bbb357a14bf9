"""What is said of a picture as soon as it is compiled: its engines' estimated rates, and why they are no better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from adapters.markers.compiled import EngineMarker
from adapters.markers.picture import Picture
from adapters.markers.quality.estimate import METHOD, PLANAR, UNSEEN, estimate
from domain.quality import Reason, Score, scored

DETAILED = "planar"
"""The engine whose file tells which details of the picture are used."""

Rates = Mapping[str, float]
Made = Mapping[str, EngineMarker]


def judged(made: Made, asked: Sequence[str], why: Sequence[Reason], rates: Rates) -> Score:
    """The score by the first engine that was asked for and takes the picture; ``rates`` are by engine."""
    lead = next(name for name in asked if name in made)
    compatibility = {name: round(100 * rate) for name, rate in rates.items()}
    return scored(rates[lead], METHOD, compatibility=compatibility, reasons=why)


def rated(made: Made, asked: Sequence[str]) -> Rates:
    """The expected detection rate by engine, 0-1; 0 of one that refuses the picture."""
    facts = {name: marker.facts() for name, marker in made.items() if marker.facts}
    if PLANAR in asked and PLANAR not in made:
        facts[PLANAR] = UNSEEN
    own = {name: marker.rate() for name, marker in made.items() if marker.rate}
    rates = {**estimate(facts), **own}
    return {name: rates[name] if name in made else 0.0 for name in asked}


def explained(picture: Picture, out: Path, made: Made, rates: Rates) -> tuple[Reason, ...]:
    """Why the picture is hard to find, from its pixels and the file in ``out``; about 0.3 s."""
    from adapters.markers.advice.details import details
    from adapters.markers.advice.reasons import reasons

    files = made[DETAILED].files if DETAILED in made else ()
    known = details((out / files[0].name).read_bytes()) if files else None
    return reasons(picture.filmed, known, rates=rates)

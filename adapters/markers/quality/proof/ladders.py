"""How far, how near and how slanted a picture is still found, in otherwise good conditions.

Each question is a ladder of seven rungs, searched by bisection: three rungs are asked, by at most three views each, of
which two must find the picture. That takes a picture that is found on a rung to be found on all easier ones.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np

from adapters.markers.camera import View

ASKED, ENOUGH = 3, 2
"""Views of a rung, and how many of them must show the picture."""


class Ladder(msgspec.Struct, frozen=True):
    """Values of a view's ``field`` from easy to hard."""

    field: str
    rungs: tuple[float, ...]

    @property
    def most_views(self) -> int:
        return ASKED * len(self.rungs).bit_length()


LADDERS = {
    "far": Ladder("share", (0.5, 0.35, 0.25, 0.18, 0.13, 0.1, 0.07)),
    "near": Ladder("share", (0.8, 1.0, 1.2, 1.45, 1.75, 2.1, 2.5)),
    "tilt": Ladder("tilt", (20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 75.0)),
}
MOST_VIEWS = sum(ladder.most_views for ladder in LADDERS.values())

Finds = Callable[[View], bool]


def highest(name: str, finds: Finds) -> float | None:
    """The value of the hardest rung on which the picture is found, None when on none."""
    ladder = LADDERS[name]
    passed, failed = -1, len(ladder.rungs)
    while failed - passed > 1:
        rung = (passed + failed) // 2
        if stands(name, rung, finds):
            passed = rung
        else:
            failed = rung
    return ladder.rungs[passed] if passed >= 0 else None


def stands(name: str, rung: int, finds: Finds) -> bool:
    """Whether enough views of a rung show the picture; no more are asked than decide it."""
    found = missed = 0
    while found < ENOUGH and missed <= ASKED - ENOUGH:
        if finds(good(name, rung, found + missed)):
            found += 1
        else:
            missed += 1
    return found >= ENOUGH


def good(name: str, rung: int, number: int) -> View:
    """A view in good light by a calm hand; always the same."""
    ladder, index = LADDERS[name], list(LADDERS).index(name)
    dice = np.random.default_rng([41, index, rung, number])
    view = View(
        tilt=float(dice.uniform(0, 15)),
        tilt_direction=float(dice.uniform(0, 360)),
        roll=float(dice.uniform(-20, 20)),
        light=0.9,
        noise=2.5,
        stratum=name,
        seed=int(dice.integers(1 << 31)),
    )
    return msgspec.structs.replace(view, **{ladder.field: ladder.rungs[rung]})

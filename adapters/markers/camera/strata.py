"""The conditions under which a score holds: one stratum for each hardship, everything else as it usually is.

``docs/score.md`` states them; a change of any number here changes every proved score.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from adapters.markers.camera.geometry import HEIGHT, WIDTH, Floats
from adapters.markers.camera.view import View

Range = tuple[float, float]
USUAL: dict[str, Range] = {
    "tilt": (0.0, 50.0),
    "tilt_direction": (0.0, 360.0),
    "blur": (0.5, 1.2),
    "light": (0.5, 1.1),
    "noise": (2.0, 5.0),
    "quality": (60.0, 95.0),
}
USUAL_SHARE = (0.2, 0.9)
"""Spread evenly in ratios."""

USUAL_ROLL = 30.0
ANY_ROLL = 1 / 3
"""How often a picture is turned by any angle."""

LEVELS = (*USUAL, "share", "roll", "turned", "x", "y")


class Stratum(msgspec.Struct, frozen=True):
    """Fields of a view that run together from their easiest to their hardest value.

    Views are shared out by ``weight``.
    """

    weight: float
    fields: dict[str, Range]

    def at(self, hardship: float) -> dict[str, float]:
        """The values at a hardship from 0 to 1."""
        return {name: easy + (hard - easy) * hardship for name, (easy, hard) in self.fields.items()}


STRATA: dict[str, Stratum] = {
    "near": Stratum(2, {"share": (0.9, 1.2)}),
    "far": Stratum(2, {"share": (0.2, 0.1)}),
    "tilt": Stratum(2, {"tilt": (50, 70)}),
    "blur": Stratum(1, {"blur": (1.5, 3.0)}),
    "motion": Stratum(1, {"motion": (6, 18)}),
    "dark": Stratum(2, {"light": (0.4, 0.15), "noise": (5, 9)}),
    "glare": Stratum(2, {"glare": (0.15, 0.5)}),
    "noise": Stratum(2, {"noise": (10, 22), "quality": (50, 25)}),
    "occlusion": Stratum(2, {"covered": (0.3, 0.65)}),
}
"""By name."""


def views(count: int, seed: int = 1, strata: dict[str, Stratum] = STRATA) -> tuple[View, ...]:
    """That many views, shared among the strata by weight; the same every time.

    In each stratum the hardship and every other condition are spread evenly, each in an order of its own (Latin
    hypercube: M. D. McKay and others, 1979). Views are the same for every picture (common random numbers), so that two
    pictures differ by nothing but themselves.
    """
    numbers = allotted(count, [one.weight for one in strata.values()])
    found = list[View]()
    for index, ((name, stratum), number) in enumerate(zip(strata.items(), numbers, strict=True)):
        dice = np.random.default_rng([seed, index])
        levels = {field: evenly(dice, number) for field in LEVELS}
        for step, hardship in enumerate(np.sort(evenly(dice, number))):
            level = {field: float(column[step]) for field, column in levels.items()}
            hard = stratum.at(float(hardship))
            found.append(placed(usual(level) | hard, level, name, int(dice.integers(1 << 31))))
    return tuple(found)


def evenly(dice: np.random.Generator, count: int) -> Floats:
    """As many numbers from 0 to 1, one in each equal part, in any order."""
    return (dice.permutation(count) + dice.uniform(size=count)) / count


def allotted(count: int, weights: Sequence[float]) -> list[int]:
    """``count`` shared out by weight, by largest remainders."""
    exact = np.array(weights) / sum(weights) * count
    whole = np.floor(exact).astype(int)
    for index in np.argsort(whole - exact, kind="stable")[: count - whole.sum()]:
        whole[index] += 1
    return [int(number) for number in whole]


def usual(level: dict[str, float]) -> dict[str, float]:
    """The fields of a view as it usually is; ``level`` says where in its range each is, from 0 to 1."""
    low, high = USUAL_SHARE
    values = {field: least + (most - least) * level[field] for field, (least, most) in USUAL.items()}
    values["share"] = low * (high / low) ** level["share"]
    reach = 180.0 if level["turned"] < ANY_ROLL else USUAL_ROLL
    values["roll"] = reach * (2 * level["roll"] - 1)
    return values


def placed(values: dict[str, float], level: dict[str, float], name: str, seed: int) -> View:
    """A view with its picture wholly in the frame, where it fits."""
    x = 0.5 + (level["x"] - 0.5) * max(0.0, 1 - values["share"])
    y = 0.5 + (level["y"] - 0.5) * max(0.0, 1 - values["share"] * WIDTH / HEIGHT)
    rest = {field: value for field, value in values.items() if field != "quality"}
    return View(**rest, x=x, y=y, quality=round(values["quality"]), stratum=name, seed=seed)

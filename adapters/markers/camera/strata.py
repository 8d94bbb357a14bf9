"""The conditions under which a score holds: one stratum for each hardship, everything else as it usually is.

``docs/score.md`` states them; a change of any number here changes every proved score.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from adapters.markers.camera.geometry import HEIGHT, WIDTH
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


class Stratum(msgspec.Struct, frozen=True):
    """``field`` of the view runs from its easiest to its hardest value, evenly in ratios or in differences.

    Views are shared out by ``weight``; ``also`` are ranges of other fields that go with the hardship.
    """

    weight: float
    field: str
    easiest: float
    hardest: float
    ratios: bool = False
    also: dict[str, Range] = {}

    def at(self, hardship: float) -> float:
        """The field's value at a hardship from 0 to 1."""
        if self.ratios:
            return self.easiest * (self.hardest / self.easiest) ** hardship
        return self.easiest + (self.hardest - self.easiest) * hardship


STRATA: dict[str, Stratum] = {
    "near": Stratum(2, "share", 0.9, 1.2),
    "far": Stratum(2, "share", 0.2, 0.1, ratios=True),
    "tilt": Stratum(2, "tilt", 50.0, 70.0),
    "blur": Stratum(1, "blur", 1.5, 3.0),
    "motion": Stratum(1, "motion", 6.0, 18.0),
    "dark": Stratum(2, "light", 0.4, 0.15, ratios=True, also={"noise": (5.0, 9.0)}),
    "glare": Stratum(2, "glare", 0.15, 0.5),
    "noise": Stratum(2, "noise", 10.0, 22.0, also={"quality": (25.0, 50.0)}),
    "occlusion": Stratum(2, "covered", 0.3, 0.65),
}
"""By name."""


def views(count: int, seed: int = 1, strata: dict[str, Stratum] = STRATA) -> tuple[View, ...]:
    """That many views, shared among the strata by weight, each stratum's hardships spread evenly; the same every time.

    They are the same for every picture (common random numbers), so that two pictures differ by nothing but themselves.
    """
    numbers = allotted(count, [one.weight for one in strata.values()])
    found = list[View]()
    for index, ((name, stratum), number) in enumerate(zip(strata.items(), numbers, strict=True)):
        dice = np.random.default_rng([seed, index])
        for step in range(number):
            hardship = (step + float(dice.uniform())) / number
            found.append(usual(dice, name, stratum, hardship))
    return tuple(found)


def allotted(count: int, weights: Sequence[float]) -> list[int]:
    """``count`` shared out by weight, by largest remainders."""
    exact = np.array(weights) / sum(weights) * count
    whole = np.floor(exact).astype(int)
    for index in np.argsort(whole - exact, kind="stable")[: count - whole.sum()]:
        whole[index] += 1
    return [int(number) for number in whole]


def usual(dice: np.random.Generator, name: str, stratum: Stratum | None = None, hardship: float = 0.0) -> View:
    """A view as it usually is, but for what the stratum is about; wholly in the frame where the picture fits."""
    low, high = USUAL_SHARE
    values = {"share": low * (high / low) ** dice.uniform()}
    values |= {field: dice.uniform(*ends) for field, ends in USUAL.items()}
    turned = dice.uniform() < ANY_ROLL
    values["roll"] = dice.uniform(-1, 1) * (180.0 if turned else USUAL_ROLL)
    across, down = dice.uniform(-0.5, 0.5, 2)
    if stratum is not None:
        values |= {field: dice.uniform(*ends) for field, ends in stratum.also.items()}
        values[stratum.field] = stratum.at(hardship)
    values["x"] = 0.5 + across * max(0.0, 1 - values["share"])
    values["y"] = 0.5 + down * max(0.0, 1 - values["share"] * WIDTH / HEIGHT)
    quality, rest = round(values.pop("quality")), {field: float(value) for field, value in values.items()}
    return View(**rest, quality=quality, stratum=name, seed=int(dice.integers(1 << 31)))

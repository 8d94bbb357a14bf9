"""The views that a true rate is the mean over: stratified, and the same for every picture.

Each view draws all conditions from moderate ranges; its stratum then makes one of them hard, evenly spread over the
stratum's views from bearable to very hard.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

EACH = 5
"""Views of a stratum in one round."""

ROUNDS = (2026, 2027, 2028)
"""Seeds. All rounds make the default engine's rate; the slower NFT engine looks at the first."""

FITTED = ROUNDS[:2]
"""Of pictures that numbers are fitted to: a rate of 80 views will do for that."""

STRATA = ("near", "far", "tilt", "blur", "dark", "glare", "noise", "occlusion")


@dataclass(frozen=True)
class Condition:
    """One view of any picture.

    ``share``: the picture's longer side over the width of the frame; from ``FULL`` on it fills the frame and is cut
    off. Angles in degrees; ``x``, ``y`` place it in the room that is left, 0..1; ``blur`` (sigma) and ``motion``
    (length) in pixels; ``light`` a gain; ``glare`` the share of the picture that a reflection blinds; ``noise`` in grey
    levels; ``covered`` the share that lies under a hand or a card; ``quality`` of the JPEG.
    """

    stratum: str
    seed: int
    share: float
    tilt: float
    direction: float
    roll: float
    x: float
    y: float
    blur: float
    motion: float
    light: float
    glare: float
    noise: float
    covered: float
    quality: int


FULL = 1.0


def conditions(seed: int = ROUNDS[0], each: int = EACH) -> list[Condition]:
    """``each`` views of every stratum, always the same for a seed."""
    dice = np.random.default_rng(seed)
    first = ROUNDS.index(seed) * each * len(STRATA)
    made = []
    for stratum in STRATA:
        for number in range(each):
            severity = (number + float(dice.uniform(0.25, 0.75))) / each
            made.append(hard(moderate(dice, stratum, len(made) + first), severity, dice))
    return made


def moderate(dice: np.random.Generator, stratum: str, seed: int) -> Condition:
    """A view that most pictures should be found in."""
    turned = dice.random() < 1 / 3
    return Condition(
        stratum=stratum,
        seed=seed,
        share=float(np.exp(dice.uniform(np.log(0.2), np.log(0.9)))),
        tilt=float(dice.uniform(0, 50)),
        direction=float(dice.uniform(0, 360)),
        roll=float(dice.uniform(-180, 180) if turned else dice.uniform(-30, 30)),
        x=float(dice.random()),
        y=float(dice.random()),
        blur=float(dice.uniform(0.5, 1.2)),
        motion=0.0,
        light=float(dice.uniform(0.5, 1.1)),
        glare=0.0,
        noise=float(dice.uniform(2, 5)),
        covered=0.0,
        quality=int(dice.integers(60, 96)),
    )


def hard(view: Condition, severity: float, dice: np.random.Generator) -> Condition:
    """With its stratum's condition made hard; ``severity`` 0..1."""

    def between(mild: float, harsh: float) -> float:
        return mild + (harsh - mild) * severity

    match view.stratum:
        case "near":
            return replace(view, share=between(FULL, 1.3))
        case "far":
            return replace(view, share=between(0.2, 0.1))
        case "tilt":
            return replace(view, tilt=between(50, 70))
        case "blur":
            moved = dice.random() < 0.5
            return replace(view, motion=between(6, 18)) if moved else replace(view, blur=between(1.5, 3))
        case "dark":
            return replace(view, light=between(0.4, 0.15), noise=between(5, 9))
        case "glare":
            return replace(view, glare=between(0.15, 0.5))
        case "noise":
            return replace(view, noise=between(10, 22), quality=round(between(50, 25)))
        case _:
            return replace(view, covered=between(0.3, 0.65))

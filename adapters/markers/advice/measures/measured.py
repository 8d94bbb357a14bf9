"""All that is measured of one picture."""

from __future__ import annotations

import msgspec
import numpy as np

from adapters.markers.advice.details import Details
from adapters.markers.advice.measures.letters import letters
from adapters.markers.advice.measures.repetition import likest_shift, twins
from adapters.markers.advice.measures.spread import box
from adapters.markers.advice.measures.turning import locks_turned
from adapters.markers.arrays import Grey

FEW_DARKER, FEW_LIGHTER = 2, 98
"""Percent of the pixels."""

SAMPLED = 512
"""Pixels along the longer side, roughly, whose greys are counted."""


Place = tuple[float, float, float, float]
EVERYWHERE: Place = (0.0, 0.0, 1.0, 1.0)


class Measures(msgspec.Struct, frozen=True, kw_only=True):
    """``light`` and ``contrast`` are grey levels: of the 98th percentile where detail lies, and from there to the 2nd.

    ``box`` is where nine tenths of the detail lie: left, top, right, bottom as shares. ``squares`` is how much there is
    to follow, in squares of full worth; ``distinct`` how many of the 600 strongest features no other place has too,
    ``twins`` the share of the others. ``shift`` is the picture's highest correlation with itself, shifted. ``turned``:
    degrees. ``letters`` in rows, and their share of all that could be letters.
    """

    size: tuple[int, int]
    light: float
    contrast: float
    letters: int
    lettered: float
    shift: float
    box: Place = EVERYWHERE
    squares: float | None = None
    distinct: int | None = None
    twins: float = 0.0
    turned: int = 0


def measured(grey: Grey, known: Details | None) -> Measures:
    """About 0.1 s; without ``known``, a picture that is nothing for the default engine, only what pixels tell."""
    place = box(known) if known else EVERYWHERE
    dark, light = _tones(grey, place)
    count, share = letters(grey)
    pixels = Measures(
        size=(grey.shape[1], grey.shape[0]),
        light=light,
        contrast=light - dark,
        box=place,
        letters=count,
        lettered=share,
        shift=likest_shift(grey),
    )
    if known is None:
        return pixels
    twin, distinct = twins(known)
    return msgspec.structs.replace(
        pixels,
        squares=float(known.point_weights.sum()),
        distinct=distinct,
        twins=twin,
        turned=locks_turned(known),
    )


def _tones(grey: Grey, place: Place) -> tuple[float, float]:
    """Nearly the darkest grey and nearly the lightest there."""
    height, width = grey.shape
    left, right = (int(share * (width - 1)) for share in place[::2])
    top, bottom = (int(share * (height - 1)) for share in place[1::2])
    step = max(1, max(grey.shape) // SAMPLED)
    inside = grey[top : bottom + 1 : step, left : right + 1 : step]
    dark, light = np.percentile(inside, (FEW_DARKER, FEW_LIGHTER)).tolist()
    return dark, light

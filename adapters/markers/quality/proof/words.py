"""The limits of a picture in plain words."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from adapters.markers.camera import View, distance
from adapters.markers.camera.geometry import Size
from domain.quality import Limit

A5 = (210.0, 148.0)
"""Millimetres; what a picture of unknown size is thought to be printed on."""

CLOSEST = 100.0
"""Millimetres; no nearer does a phone's main lens focus."""

WEAK = 0.5
"""A stratum in which fewer of the views are found is a weakness."""

WEAKNESSES = {
    "blur": ("blur", "out of focus"),
    "motion": ("blur", "while the camera shakes"),
    "dark": ("dark", "in the dark"),
    "glare": ("glare", "when glare covers 15-50 % of it"),
    "noise": ("noise", "in a noisy, strongly compressed camera image"),
    "occlusion": ("occlusion", "when 30-65 % of it is covered"),
}
"""By stratum: the condition, and where the picture is found seldom."""


class Boundaries(msgspec.Struct, frozen=True):
    """The least and largest ``View.share`` and the largest tilt (degrees) with which it was found; None: never."""

    far: float | None
    near: float | None
    tilt: float | None


def told(bounds: Boundaries, rates: Mapping[str, float], picture: Size, print_width: float = 0.0) -> tuple[Limit, ...]:
    """All limits of a picture (pixels) printed ``print_width`` millimetres wide, 0 for A5; ``rates`` by stratum."""
    limits = [Limit(condition="distance", text=reach(bounds, picture, print_width)), slant(bounds.tilt)]
    weak: dict[str, list[str]] = {}
    for stratum, (condition, where) in WEAKNESSES.items():
        if rates.get(stratum, 1.0) < WEAK:
            weak.setdefault(condition, []).append(where)
    limits += [Limit(condition=name, text=f"Weak {' and '.join(where)}") for name, where in weak.items()]
    return tuple(limits)


def reach(bounds: Boundaries, picture: Size, print_width: float) -> str:
    """From where to where it is found."""
    name = f"Print {centimetres(print_width)} cm wide" if print_width else "A5 print"
    if bounds.near is None or bounds.far is None:
        return f"{name}: found at no distance for sure"
    width = print_width or on_a5(picture)
    near, far = (distance(View(share=share), picture, width) for share in (bounds.near, bounds.far))
    return f"{name}: found at {centimetres(max(near, CLOSEST))}-{centimetres(far)} cm"


def slant(tilt: float | None) -> Limit:
    """Up to which tilt it is found."""
    text = f"Found up to {tilt:.0f} degrees from the front" if tilt else "Found only from the front"
    return Limit(condition="tilt", text=text)


def on_a5(picture: Size) -> float:
    """The width (millimetres) of the largest print of a picture on an A5 sheet, upright or lying."""
    return picture[0] * min(A5[0] / max(picture), A5[1] / min(picture))


def centimetres(millimetres: float) -> str:
    """Whole ones, from 30 on whole fives: no more is known."""
    whole = millimetres / 10
    return f"{5 * round(whole / 5) if whole >= 30 else round(whole)}"

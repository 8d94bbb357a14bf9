"""Which changes make a picture's score better, tried one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.markers.advice.details import Details
from adapters.markers.advice.proposals.border import border, framed
from adapters.markers.advice.proposals.contrast import contrast, evened, levels
from adapters.markers.advice.proposals.crop import crop, to_detail, to_piece
from domain.quality import Change, Proposal

Colour = NDArray[np.uint8]
Rate = Callable[[Colour], int]

LEAST = 3
"""Points that a change must gain."""

HANDY = 1024
"""Longer side of what is rated, pixels: a target is drawn from 800 at most (``planar/views.py``)."""

BEST = 100
CHANGES: dict[str, Callable[[Colour, Mapping[str, float]], Colour]] = {
    "crop": crop,
    "contrast": contrast,
    "border": border,
}
TEXTS = {
    "crop": "Crop it to the part with detail, {area:.0f} % of its area.",
    "contrast": "Raise the contrast: spread its greys over the whole range.",
    "evened": "Raise the contrast: even out light and shade from place to place.",
    "border": "Put a frame of irregular dashes around it, {width:.0f} % of the shorter side wide.",
}


def propose(picture: Colour, known: Details | None, rate: Rate, *, least: int = LEAST) -> tuple[Proposal, ...]:
    """At most one change of each kind that gains ``least`` points or more, the best first.

    ``picture`` is BGR (height x width x 3), ``known`` its target. ``rate`` gives the score, 0-100, of such a picture, 0
    of one that is refused; it is called six times at most.
    """
    before = rate(_handy(picture))
    if before > BEST - least:
        return ()
    found: dict[str, Proposal] = {}
    for kind, parameters in _candidates(picture, known):
        after = rate(_changed(picture, kind, parameters))
        better = kind not in found or after > found[kind].after
        if after >= before + least and better:
            text = _text(kind, parameters)
            found[kind] = Proposal(kind=kind, parameters=parameters, before=before, after=after, text=text)
    return tuple(sorted(found.values(), key=lambda proposal: -proposal.after))


def apply(picture: Colour, proposal: Proposal) -> Colour:
    """The changed picture, BGR; ``picture`` may have another resolution than the one the proposal was made for.

    Raises ValueError for parameters that are missing or out of range.
    """
    try:
        return CHANGES[proposal.kind](picture, proposal.parameters)
    except KeyError as missing:
        raise ValueError(f"the {proposal.kind} has no {missing}") from None


def _changed(picture: Colour, kind: Change, parameters: Mapping[str, float]) -> Colour:
    """Small enough to be rated; a crop is taken of all pixels, for what is left may need them."""
    if kind == "crop":
        return _handy(CHANGES[kind](picture, parameters))
    return CHANGES[kind](_handy(picture), parameters)


def _handy(picture: Colour) -> Colour:
    share = HANDY / max(picture.shape[:2])
    if share >= 1:
        return picture
    return np.asarray(cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.uint8)


def _candidates(picture: Colour, known: Details | None) -> Iterator[tuple[Change, dict[str, float]]]:
    grey = np.asarray(cv2.cvtColor(_handy(picture), cv2.COLOR_BGR2GRAY), np.uint8)
    size = picture.shape[1], picture.shape[0]
    if known:
        for part in filter(None, (to_detail(known, size), to_piece(known, size))):
            yield "crop", part
    for change in filter(None, (levels(grey), evened(grey))):
        yield "contrast", change
    yield "border", framed(grey)


def _text(kind: str, parameters: Mapping[str, float]) -> str:
    if kind == "crop":
        area = (parameters["right"] - parameters["left"]) * (parameters["bottom"] - parameters["top"])
        return TEXTS["crop"].format(area=100 * area)
    if kind == "border":
        return TEXTS["border"].format(width=100 * parameters["width"])
    return TEXTS["evened" if "clip" in parameters else "contrast"]

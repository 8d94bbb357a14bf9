"""Why a picture is not found: hardships are taken away one by one, until it is."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from adapters.markers.camera import Sheet, View
from adapters.markers.preview.looking import Look, look
from adapters.tracking.core import Core


class Why(NamedTuple):
    """``text`` is for people."""

    code: str
    text: str


class Hardship(NamedTuple):
    """A field of the view that may be too much (``way`` 1) or too little (-1), and a value that does no harm.

    Up to ``usual`` it is what cameras have to bear every day (``camera/strata.py``).
    """

    why: Why
    field: str
    good: float
    usual: float
    way: int

    def beyond(self, view: View, value: float) -> bool:
        """Whether the view is worse than this value."""
        return (getattr(view, self.field) - value) * self.way > 0

    def taken_from(self, view: View) -> View:
        """The view without it."""
        return msgspec.structs.replace(view, **{self.field: self.good})


HARDSHIPS = (
    Hardship(Why("occlusion", "Too much of the picture is covered."), "covered", 0.0, 0.0, 1),
    Hardship(Why("glare", "The glare hides too much of the picture."), "glare", 0.0, 0.0, 1),
    Hardship(Why("dark", "It is too dark."), "light", 1.0, 0.5, -1),
    Hardship(Why("bright", "It is too bright."), "light", 1.0, 1.1, 1),
    Hardship(Why("tilt", "It is tilted too far."), "tilt", 0.0, 50.0, 1),
    Hardship(Why("blur", "It is too blurred."), "blur", 0.6, 1.2, 1),
    Hardship(Why("distance", "The camera is too far away."), "share", 0.6, 0.2, -1),
    Hardship(Why("near", "The camera is too near: too little of the picture is in view."), "share", 0.6, 0.9, 1),
    Hardship(Why("noise", "The camera's noise hides the details."), "noise", 2.0, 5.0, 1),
)
TOGETHER = Why("together", "Each of the conditions could be borne, all of them together are too much.")
PICTURE = Why("picture", "The tracker does not find this picture even where the camera sees it well.")
ELSEWHERE = Why("misplaced", "The tracker takes another place for the picture.")


def why(core: Core, sheet: Sheet, seen: Look) -> Why:
    """Why the picture was not found where it is: the first hardship without which it would be, all else unchanged.

    What is beyond the usual comes first: where a picture is hardly found, a little of anything may tip the scales.
    """
    if seen.track is not None:
        return ELSEWHERE
    view = seen.frame.view
    unusual = [one for one in HARDSHIPS if one.beyond(view, one.usual)]
    usual = [one for one in HARDSHIPS if one.beyond(view, one.good) and one not in unusual]
    for hardship in (*unusual, *usual):
        if found(core, sheet, hardship.taken_from(view)):
            return hardship.why
    return TOGETHER if found(core, sheet, View(seed=view.seed)) else PICTURE


def found(core: Core, sheet: Sheet, view: View) -> bool:
    """Whether a first look finds it."""
    core.forget()
    return look(core, sheet, view).right

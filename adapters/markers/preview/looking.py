"""Films the picture as the conditions ask, and asks the tracker where it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import msgspec
import numpy as np

from adapters.markers.camera import Frame, Sheet, View, render
from adapters.tracking.core import Core, Track
from application.ports import InputRejected
from application.preview import Conditions

FRAMES, MILLISECONDS = 30, 66
"""Of a clip: two seconds."""
TABLE = 12
"""Seed of a view with a table that has a few things on it."""
NEAR = 0.1
"""A corner within this share of the picture's diagonal in the frame is where it is: the measure of the score."""


class Look(NamedTuple):
    """A frame, and what the tracker said of it; ``error`` is the corners' mean distance from the truth, pixels."""

    frame: Frame
    track: Track | None
    error: float
    right: bool


def view_of(conditions: Conditions) -> View:
    """The camera's view under these conditions."""
    fields = msgspec.structs.asdict(conditions)
    return View(tilt_direction=fields.pop("direction"), seed=TABLE, **fields)


def round_trip(view: View) -> Iterator[View]:
    """The views of a clip: tilted to all sides, one after the other, back to where it began."""
    for number in range(FRAMES):
        yield msgspec.structs.replace(view, tilt_direction=view.tilt_direction + 360 * number / FRAMES)


def look(core: Core, sheet: Sheet, view: View, number: int = 0) -> Look:
    """What the tracker, with what it knows of the frames before, makes of this one. Raises InputRejected."""
    try:
        frame = render(sheet, view, moment=number)
    except ValueError as error:
        text = "So near and so tilted, a part of the picture would be behind the camera."
        raise InputRejected("behind_camera", text) from error
    track = core.process(rgba(frame), float(number * MILLISECONDS))
    if track is None:
        return Look(frame, None, 0.0, right=False)
    distances = np.linalg.norm(track.corners - frame.corners, axis=1)
    diagonal = np.linalg.norm(frame.corners[[0, 1]] - frame.corners[[2, 3]], axis=1).max()
    return Look(frame, track, float(distances.mean()), right=bool(distances.max() <= NEAR * diagonal))


def rgba(frame: Frame) -> np.ndarray:
    """The frame as a browser gives it to the tracker, which makes the grey of it itself."""
    image = frame.image if frame.image.ndim == 3 else cv2.cvtColor(frame.image, cv2.COLOR_GRAY2BGR)
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGBA), np.uint8)

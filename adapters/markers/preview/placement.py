"""Where the video lies on the picture, by the marker's settings: as the viewer does it (``viewer/ar/placement.ts``)."""

from __future__ import annotations

import math
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from domain.fitting import by_itself
from domain.values import MarkerSettings, VideoFit

Matrix = NDArray[np.float64]


class Size(NamedTuple):
    """Only the ratio matters."""

    width: float
    height: float


class Placement(NamedTuple):
    """``matrix`` leads from the shown part's unit square to the picture's; ``crop`` is that part of the video.

    The crop is left, top, width and height as shares of the video's sides; squares have y down. ``bounded``: what
    reaches beyond the picture is cut off.
    """

    matrix: Matrix
    crop: tuple[float, float, float, float]
    bounded: bool


def place(picture: Size, video: Size, settings: MarkerSettings, fit: VideoFit | None = None) -> Placement:
    """``cover`` fills the picture and crops the video, else it is shown whole; scale, turn and offset come after.

    ``fit`` is where the video shows the picture: it counts while the settings leave that to it.
    """
    fitted = fit is not None and by_itself(settings)
    if fit is not None and fitted:
        found = {name: getattr(fit, name) for name in ("scale", "offset_x", "offset_y", "rotation")}
        settings = msgspec.structs.replace(settings, **found)
    ratio, covers = video.width / video.height / (picture.width / picture.height), settings.fit == "cover"
    narrow = (ratio, 1.0) if ratio < 1 else (1.0, 1 / ratio)
    shown = (narrow[1], narrow[0]) if covers else (1.0, 1.0)
    size = (1.0, 1.0) if covers else narrow
    width, height = (share * side * settings.scale for share, side in zip(size, picture, strict=True))
    crop = ((1 - shown[0]) / 2, (1 - shown[1]) / 2, *shown)
    return Placement(_matrix(picture, Size(width, height), settings), crop, fitted and not settings.overflow)


def _matrix(picture: Size, size: Size, settings: MarkerSettings) -> Matrix:
    """Turned about its own middle, in the picture's pixels, so that a turn does not skew."""
    angle = math.radians(settings.rotation)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]) @ np.diag(size)
    middle = np.array(picture) * (0.5 + settings.offset_x, 0.5 + settings.offset_y)
    whole = np.eye(3)
    whole[:2, :2], whole[:2, 2] = turn, middle - turn @ (0.5, 0.5)
    return np.diag([1 / picture.width, 1 / picture.height, 1.0]) @ whole

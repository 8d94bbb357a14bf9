"""Where a video shows the picture: found once for each video of a marker whose settings say that it fits by itself."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

import msgspec

from domain.values import Ending

State = Literal["pending", "found", "refused", "failed"]


class VideoFit(msgspec.Struct, frozen=True, kw_only=True):
    """How a video lies on the picture that it shows, so that the still melts into motion.

    ``scale``, offsets and ``rotation`` mean what they mean in the settings with ``contain``. ``crop`` is the part of
    the video around the picture: left, top, width and height as shares of the video's sides. ``start`` is when it
    shows the picture, in seconds. ``error`` is the expected distance from the right place, as a share of the
    picture's diagonal.
    """

    scale: float
    offset_x: float
    offset_y: float
    rotation: float
    crop: tuple[float, float, float, float]
    start: float
    error: float


class Fitting(msgspec.Struct, frozen=True, kw_only=True):
    """How the search in one video stands: ``fit`` when it was found, ``reason`` when it was refused or failed."""

    job_id: UUID
    state: State = "pending"
    fit: VideoFit | None = None
    reason: Ending | None = None

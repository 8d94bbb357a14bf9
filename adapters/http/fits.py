"""Bodies that tell where a video shows the picture of its marker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from adapters.http.dto import Dto, Reason, reason_of
from domain import values
from domain.fitting import Fitting, State, by_itself


class Crop(Dto, frozen=True, kw_only=True):
    """A part of the video, as shares of its sides."""

    left: float
    top: float
    width: float
    height: float


class VideoPlace(Dto, frozen=True, kw_only=True):
    """How the video lies on the picture that it shows: as the settings of this name with fit ``contain``.

    ``crop`` is the part of the video around the picture. ``start`` is the moment that shows the picture, seconds.
    ``error`` is how far off the place may be, as a share of the picture's diagonal.
    """

    scale: float
    offset_x: float
    offset_y: float
    rotation: float
    crop: Crop
    start: float
    error: float


class VideoFit(Dto, frozen=True, kw_only=True):
    """How the search for the picture in a video stands.

    ``status``: pending, found (with ``place``), refused (it is not surely there: the video is shown whole, as with fit
    ``contain``), failed (our fault; may be retried). ``inForce`` says that viewers lay the video so: fit is ``auto``
    and scale, offsets and rotation are as they were, not set by hand.
    """

    video_id: UUID
    status: State
    reason: Reason | None
    place: VideoPlace | None
    in_force: bool


def fits_of(
    video_ids: Sequence[UUID], fittings: Mapping[UUID, Fitting], settings: values.MarkerSettings
) -> tuple[VideoFit, ...]:
    """The searches in a marker's videos, in their order."""
    return tuple(
        VideoFit(
            video_id=id,
            status=fittings[id].state,
            reason=reason_of(fittings[id].reason),
            place=place(fittings[id].fit),
            in_force=fittings[id].fit is not None and by_itself(settings),
        )
        for id in dict.fromkeys(video_ids)
        if id in fittings
    )


def in_force(fitting: Fitting | None, settings: values.MarkerSettings) -> VideoPlace | None:
    """Where viewers lay the video, unless the settings say it."""
    return place(fitting.fit) if fitting and by_itself(settings) else None


def place(fit: values.VideoFit | None) -> VideoPlace | None:
    """The fit as a body."""
    if fit is None:
        return None
    left, top, width, height = fit.crop
    return VideoPlace(
        scale=fit.scale,
        offset_x=fit.offset_x,
        offset_y=fit.offset_y,
        rotation=fit.rotation,
        crop=Crop(left=left, top=top, width=width, height=height),
        start=fit.start,
        error=fit.error,
    )

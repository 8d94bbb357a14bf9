"""Where a video shows the picture: looked for once in each video of a marker whose settings say that it fits by itself.

The events are the marker's; they lie here because there are many of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from domain.event import Event, Stamp, job_id, later
from domain.values import Ending, MarkerSettings, VideoFit

FIT = "fit_video"
BY_HAND = ("scale", "offset_x", "offset_y", "rotation")
"""Settings that take the place of a found fit when the owner has changed one of them."""
PLAIN = MarkerSettings()
State = Literal["pending", "found", "refused", "failed"]


class FittingRequested(Event, frozen=True, kw_only=True):
    """The picture is to be looked for in this video, which may still be on its way."""

    TOPIC: ClassVar[str] = "fitting.requested"
    video_id: UUID


class FittingFound(Event, frozen=True, kw_only=True):
    """The video shows the picture: it can be laid on it exactly."""

    TOPIC: ClassVar[str] = "fitting.found"
    job_id: UUID
    video_id: UUID
    fit: VideoFit


class FittingRefused(Event, frozen=True, kw_only=True):
    """The video does not show the picture, or not surely: it is shown whole, as with ``contain``. Final."""

    TOPIC: ClassVar[str] = "fitting.refused"
    job_id: UUID
    video_id: UUID
    reason: Ending


class FittingFailed(Event, frozen=True, kw_only=True):
    """Our fault, tries exhausted; may be asked for again."""

    TOPIC: ClassVar[str] = "fitting.failed"
    job_id: UUID
    video_id: UUID
    reason: Ending


class Fitting(msgspec.Struct, frozen=True, kw_only=True):
    """How the search in one video stands: ``fit`` when it was found, ``reason`` when it was refused or failed."""

    job_id: UUID
    state: State = "pending"
    fit: VideoFit | None = None
    reason: Ending | None = None


Fittings = Mapping[UUID, Fitting]
"""By video."""


def after(fittings: Fittings, event: Event) -> dict[UUID, Fitting]:
    """The searches after one more event of the marker."""
    match event:
        case FittingRequested():
            return {**fittings, event.video_id: Fitting(job_id=asked(event))}
        case FittingFound():
            return {**fittings, event.video_id: Fitting(job_id=event.job_id, state="found", fit=event.fit)}
        case FittingRefused():
            return {**fittings, event.video_id: Fitting(job_id=event.job_id, state="refused", reason=event.reason)}
        case FittingFailed():
            return {**fittings, event.video_id: Fitting(job_id=event.job_id, state="failed", reason=event.reason)}
        case _:
            return dict(fittings)


def asked(event: FittingRequested) -> UUID:
    """The id of the work that this event asks for."""
    return job_id(event.originator_id, event.originator_version, FIT)


def video_of(fittings: Fittings, job: UUID) -> UUID | None:
    """The video of this work while it is owed; None when it is settled or was replaced by a later request."""
    owed = (video for video, fitting in fittings.items() if fitting.job_id == job and fitting.state == "pending")
    return next(owed, None)


def in_state(fittings: Fittings, state: State) -> list[UUID]:
    """The videos in which the search stands so."""
    return [video for video, search in fittings.items() if search.state == state]


def by_itself(settings: MarkerSettings) -> bool:
    """Whether a found fit is in force: the owner's own scale, offsets or rotation go before it.

    A stacked film is looked at as a whole, mask and all: where it shows the picture is not where its colours do.
    """
    plain = settings.fit == "auto" and settings.alpha != "stacked"
    return plain and all(getattr(settings, name) == getattr(PLAIN, name) for name in BY_HAND)


def ask(stamp: Stamp, videos: Iterable[UUID]) -> list[Event]:
    """Asks for the search in each of these videos, with the first event at the stamp's version."""
    return [
        later(stamp, number).event(FittingRequested, video_id=video)
        for number, video in enumerate(dict.fromkeys(videos))
    ]

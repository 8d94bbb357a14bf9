"""A picture or a video: uploaded once, processed, and then it is there, refused, or to be tried again."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from msgspec import field

from domain import captions
from domain.captions import Captions
from domain.errors import Conflict
from domain.event import Event, Stamp, State, advance, job_id
from domain.values import Ending, MediaKind, Rendition

PROCESS = "process_media"
Status = Literal["pending", "processed", "rejected", "failed", "deleted"]


class MediaUploaded(Event, frozen=True, kw_only=True):
    """The original is in the object store under ``object_key``; work on it is asked for. ``size`` is bytes.

    ``derived_from`` is the picture that this one is a changed version of.
    """

    TOPIC: ClassVar[str] = "media.uploaded"
    owner_id: UUID
    project_id: UUID
    kind: MediaKind
    filename: str
    size: int
    sha256: str
    object_key: str
    derived_from: UUID | None = None


class MediaProcessingRequested(Event, frozen=True, kw_only=True):
    """Work that had failed is asked for again."""

    TOPIC: ClassVar[str] = "media.processing_requested"


class MediaProcessed(Event, frozen=True, kw_only=True):
    """The renditions are there. Sides are pixels of the upright picture, ``duration`` is seconds (0 for an image)."""

    TOPIC: ClassVar[str] = "media.processed"
    job_id: UUID
    width: int
    height: int
    format: str
    renditions: tuple[Rendition, ...]
    duration: float = 0.0
    fps: float = 0.0
    has_audio: bool = False
    warnings: tuple[str, ...] = ()


class MediaRejected(Event, frozen=True, kw_only=True):
    """The upload's own fault; final."""

    TOPIC: ClassVar[str] = "media.rejected"
    job_id: UUID
    reason: Ending


class MediaFailed(Event, frozen=True, kw_only=True):
    """Our fault, tries exhausted; may be asked for again."""

    TOPIC: ClassVar[str] = "media.failed"
    job_id: UUID
    reason: Ending


class MediaDeleted(Event, frozen=True, kw_only=True):
    """The owner took it away."""

    TOPIC: ClassVar[str] = "media.deleted"


class Media(State, frozen=True, kw_only=True):
    """The state of a picture or video. ``job_id`` is the work asked for last; ``captions`` are by language."""

    owner_id: UUID
    project_id: UUID
    kind: MediaKind
    filename: str
    object_key: str
    sha256: str
    size: int
    job_id: UUID
    status: Status = "pending"
    width: int = 0
    height: int = 0
    renditions: tuple[Rendition, ...] = ()
    reason: Ending | None = None
    captions: dict[str, Captions] = field(default_factory=dict)


def evolve(state: Media | None, event: Event) -> Media | None:
    """The media after one more event."""
    match state, event:
        case None, MediaUploaded():
            return Media(
                id=event.originator_id,
                version=event.originator_version,
                owner_id=event.owner_id,
                project_id=event.project_id,
                kind=event.kind,
                filename=event.filename,
                object_key=event.object_key,
                sha256=event.sha256,
                size=event.size,
                job_id=asked(event),
            )
        case Media(), MediaProcessingRequested():
            return advance(state, event, status="pending", job_id=asked(event), reason=None)
        case Media(), MediaProcessed():
            return advance(
                state, event, status="processed", width=event.width, height=event.height, renditions=event.renditions
            )
        case Media(), MediaRejected():
            return advance(state, event, status="rejected", reason=event.reason)
        case Media(), MediaFailed():
            return advance(state, event, status="failed", reason=event.reason)
        case Media(), MediaDeleted():
            return advance(state, event, status="deleted")
        case Media(), captions.CaptionsAdded() | captions.CaptionsRemoved():
            return advance(state, event, captions=captions.after(state.captions, event))
        case _:
            return state


def asked(event: Event) -> UUID:
    """The id of the work that this event asks for."""
    return job_id(event.originator_id, event.originator_version, PROCESS)


def open_for(state: Media, job: UUID) -> bool:
    """Whether this work is still owed: neither settled nor replaced by a later request."""
    return state.status == "pending" and state.job_id == job


def master(state: Media) -> str:
    """The key of the picture that markers are made of; it is there as long as events are, deleted or not."""
    return next(rendition.key for rendition in state.renditions if rendition.role == "master")


def retry(state: Media, stamp: Stamp) -> list[Event]:
    """Asks again for work that failed; nothing when it is under way."""
    if state.status == "pending":
        return []
    if state.status != "failed":
        raise Conflict("Only work that failed can be asked for again.", "not_retriable")
    return [stamp.event(MediaProcessingRequested)]


def delete(state: Media, stamp: Stamp) -> list[Event]:
    """Nothing when it is already deleted."""
    return [] if state.status == "deleted" else [stamp.event(MediaDeleted)]

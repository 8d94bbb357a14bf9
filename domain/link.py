"""A link: the short address behind the QR code. It outlives what it leads to: one marker, or several."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from domain.errors import Invalid
from domain.event import Event, Stamp, State, advance

MAX_MARKERS = 12
"""All are looked for in every frame, and phones have to hold their files."""


class LinkPublished(Event, frozen=True, kw_only=True):
    """Whoever opens ``slug`` sees the videos of this marker and of the further ones, each on its picture."""

    TOPIC: ClassVar[str] = "link.published"
    owner_id: UUID
    project_id: UUID
    marker_id: UUID
    slug: str
    title: str = ""
    further_marker_ids: tuple[UUID, ...] = ()


class LinkDisabled(Event, frozen=True, kw_only=True):
    """The owner paused it; the address stays."""

    TOPIC: ClassVar[str] = "link.disabled"


class LinkEnabled(Event, frozen=True, kw_only=True):
    """The owner let it go on."""

    TOPIC: ClassVar[str] = "link.enabled"


class LinkRetargeted(Event, frozen=True, kw_only=True):
    """The same printed address leads to this marker now, and to the further ones."""

    TOPIC: ClassVar[str] = "link.retargeted"
    marker_id: UUID
    further_marker_ids: tuple[UUID, ...] = ()


class LinkRenamed(Event, frozen=True, kw_only=True):
    """The link has another slug now."""

    TOPIC: ClassVar[str] = "link.renamed"
    slug: str


class LinkDeleted(Event, frozen=True, kw_only=True):
    """The owner took it away."""

    TOPIC: ClassVar[str] = "link.deleted"


class Link(State, frozen=True, kw_only=True):
    """The state of a link. The first marker is the one that a view is counted for until another one is found."""

    owner_id: UUID
    project_id: UUID
    marker_ids: tuple[UUID, ...]
    slug: str
    enabled: bool = True
    deleted: bool = False


def evolve(state: Link | None, event: Event) -> Link | None:
    """The link after one more event."""
    match state, event:
        case None, LinkPublished():
            return Link(
                id=event.originator_id,
                version=event.originator_version,
                owner_id=event.owner_id,
                project_id=event.project_id,
                marker_ids=markers_of(event),
                slug=event.slug,
            )
        case Link(), LinkDisabled():
            return advance(state, event, enabled=False)
        case Link(), LinkEnabled():
            return advance(state, event, enabled=True)
        case Link(), LinkRetargeted():
            return advance(state, event, marker_ids=markers_of(event))
        case Link(), LinkRenamed():
            return advance(state, event, slug=event.slug)
        case Link(), LinkDeleted():
            return advance(state, event, deleted=True)
        case _:
            return state


def markers_of(event: LinkPublished | LinkRetargeted) -> tuple[UUID, ...]:
    """All that the link leads to from this event on."""
    return (event.marker_id, *event.further_marker_ids)


def check_markers(marker_ids: tuple[UUID, ...]) -> None:
    """Raises Invalid unless there are some, not too many, each once."""
    if not 1 <= len(marker_ids) <= MAX_MARKERS:
        raise Invalid(f"A link leads to 1 to {MAX_MARKERS} markers.", "invalid_marker_count")
    if len(set(marker_ids)) < len(marker_ids):
        raise Invalid("A link leads to a marker once.", "repeated_marker")


def named(marker_ids: tuple[UUID, ...]) -> dict[str, Any]:
    """The markers as events name them."""
    first, *further = marker_ids
    return {"marker_id": first, "further_marker_ids": tuple(further)}


def disable(state: Link, stamp: Stamp) -> list[Event]:
    """Nothing when it is already paused."""
    return [stamp.event(LinkDisabled)] if state.enabled else []


def enable(state: Link, stamp: Stamp) -> list[Event]:
    """Nothing when it already goes on."""
    return [] if state.enabled else [stamp.event(LinkEnabled)]


def retarget(state: Link, stamp: Stamp, marker_ids: tuple[UUID, ...]) -> list[Event]:
    """Nothing when it already leads there, in this order."""
    return [] if state.marker_ids == marker_ids else [stamp.event(LinkRetargeted, **named(marker_ids))]


def rename(state: Link, stamp: Stamp, slug: str) -> list[Event]:
    """Nothing when it already has this slug."""
    return [] if state.slug == slug else [stamp.event(LinkRenamed, slug=slug)]


def delete(state: Link, stamp: Stamp) -> list[Event]:
    """Nothing when it is already deleted."""
    return [] if state.deleted else [stamp.event(LinkDeleted)]

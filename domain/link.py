"""A link: the short address behind the QR code. It outlives what it leads to."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from domain.event import Event, Stamp, State, advance


class LinkPublished(Event, frozen=True, kw_only=True):
    """Whoever opens ``slug`` sees this marker's videos."""

    TOPIC: ClassVar[str] = "link.published"
    owner_id: UUID
    project_id: UUID
    marker_id: UUID
    slug: str
    title: str = ""


class LinkDisabled(Event, frozen=True, kw_only=True):
    """The owner paused it; the address stays."""

    TOPIC: ClassVar[str] = "link.disabled"


class LinkEnabled(Event, frozen=True, kw_only=True):
    """The owner let it go on."""

    TOPIC: ClassVar[str] = "link.enabled"


class LinkRetargeted(Event, frozen=True, kw_only=True):
    """The same printed address leads to another marker now."""

    TOPIC: ClassVar[str] = "link.retargeted"
    marker_id: UUID


class LinkRenamed(Event, frozen=True, kw_only=True):
    """The link has another slug now."""

    TOPIC: ClassVar[str] = "link.renamed"
    slug: str


class LinkDeleted(Event, frozen=True, kw_only=True):
    """The owner took it away."""

    TOPIC: ClassVar[str] = "link.deleted"


class Link(State, frozen=True, kw_only=True):
    """The state of a link."""

    owner_id: UUID
    project_id: UUID
    marker_id: UUID
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
                marker_id=event.marker_id,
                slug=event.slug,
            )
        case Link(), LinkDisabled():
            return advance(state, event, enabled=False)
        case Link(), LinkEnabled():
            return advance(state, event, enabled=True)
        case Link(), LinkRetargeted():
            return advance(state, event, marker_id=event.marker_id)
        case Link(), LinkRenamed():
            return advance(state, event, slug=event.slug)
        case Link(), LinkDeleted():
            return advance(state, event, deleted=True)
        case _:
            return state


def disable(state: Link, stamp: Stamp) -> list[Event]:
    """Nothing when it is already paused."""
    return [stamp.event(LinkDisabled)] if state.enabled else []


def enable(state: Link, stamp: Stamp) -> list[Event]:
    """Nothing when it already goes on."""
    return [] if state.enabled else [stamp.event(LinkEnabled)]


def retarget(state: Link, stamp: Stamp, marker_id: UUID) -> list[Event]:
    """Nothing when it already leads there."""
    return [] if state.marker_id == marker_id else [stamp.event(LinkRetargeted, marker_id=marker_id)]


def rename(state: Link, stamp: Stamp, slug: str) -> list[Event]:
    """Nothing when it already has this slug."""
    return [] if state.slug == slug else [stamp.event(LinkRenamed, slug=slug)]


def delete(state: Link, stamp: Stamp) -> list[Event]:
    """Nothing when it is already deleted."""
    return [] if state.deleted else [stamp.event(LinkDeleted)]

"""Slugs are unique because each one is a stream whose id follows from its text."""

from __future__ import annotations

import re
from typing import ClassVar
from uuid import UUID, uuid5

from domain.errors import Invalid, SlugTaken
from domain.event import Event, Stamp, State, advance

SLUGS = UUID("b7a4d0f2-4b1e-5a0e-8a39-0d7f60a7b1c2")
PATTERN = re.compile(r"[a-z0-9-]{3,50}")
UUID_LIKE = re.compile(r"-*([0-9a-f]-*){32}")
"""Wherever the hyphens stand: whoever opens such an address asks for a link's id."""
RESERVED = frozenset(
    "about account admin analytics api app assets auth ca dashboard demo docs embed engines export favicon health "
    "help images index link links live login logout marker markers me metrics new project projects public qr "
    "register sample schema settings sitemap static status terms try uploads users videos view viewer www".split()
)


class SlugClaimed(Event, frozen=True, kw_only=True):
    """The slug leads to this link now."""

    TOPIC: ClassVar[str] = "slug.claimed"
    slug: str
    owner_id: UUID
    link_id: UUID


class SlugReleased(Event, frozen=True, kw_only=True):
    """The slug leads nowhere; only its last owner may claim it again, since it may be in print."""

    TOPIC: ClassVar[str] = "slug.released"


class Slug(State, frozen=True, kw_only=True):
    """Who holds a slug; ``link_id`` is None when it leads nowhere."""

    owner_id: UUID
    link_id: UUID | None


def slug_id(slug: str) -> UUID:
    """The id of the stream of this slug."""
    return uuid5(SLUGS, slug)


def evolve(state: Slug | None, event: Event) -> Slug | None:
    """The slug after one more event."""
    match state, event:
        case None, SlugClaimed():
            return Slug(
                id=event.originator_id, version=event.originator_version, owner_id=event.owner_id, link_id=event.link_id
            )
        case Slug(), SlugClaimed():
            return advance(state, event, owner_id=event.owner_id, link_id=event.link_id)
        case Slug(), SlugReleased():
            return advance(state, event, link_id=None)
        case _:
            return state


def claim(state: Slug | None, stamp: Stamp, *, slug: str, owner_id: UUID, link_id: UUID) -> list[Event]:
    """Nothing when this link already holds it; raises SlugTaken when another does."""
    check(slug)
    if state is not None and state.link_id == link_id:
        return []
    if state is not None and (state.link_id is not None or state.owner_id != owner_id):
        raise SlugTaken(f"The slug {slug!r} is taken. Choose another, or leave it out to get a free one.")
    return [stamp.event(SlugClaimed, slug=slug, owner_id=owner_id, link_id=link_id)]


def release(state: Slug | None, stamp: Stamp, link_id: UUID) -> list[Event]:
    """Nothing when this link does not hold it."""
    return [stamp.event(SlugReleased)] if state is not None and state.link_id == link_id else []


def check(slug: str) -> None:
    """Raises Invalid unless the slug can stand in a printed address."""
    if not PATTERN.fullmatch(slug):
        raise Invalid("A slug has 3 to 50 characters of a-z, 0-9 and -.", "invalid_slug")
    if slug in RESERVED or UUID_LIKE.fullmatch(slug):
        raise Invalid(f"The slug {slug!r} is reserved. Choose another.", "reserved_slug")

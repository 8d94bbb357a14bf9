"""What whoever opens a link needs, joined from all read models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import msgspec
from psycopg import Connection

from domain.captions import Captions
from domain.fitting import Fitting
from domain.values import EngineFiles, MarkerSettings, Rendition
from projections.rows import many

State = Literal["live", "preparing", "paused"]
STATES: tuple[State, ...] = ("live", "preparing", "paused")
"""A link is in the first of these in which one of its markers is."""


class PublicMarker(msgspec.Struct, frozen=True, kw_only=True):
    """What a viewer needs of a marker. Sides are those of the compiled picture; ``fittings`` are by video."""

    id: UUID
    width: int
    height: int
    engines: dict[str, EngineFiles]
    settings: MarkerSettings
    fittings: dict[UUID, Fitting] = {}


class PublicMedia(msgspec.Struct, frozen=True, kw_only=True):
    """What a viewer needs of a picture or video. A rendition is public when its key begins with ``public/``.

    ``captions`` are by language.
    """

    id: UUID
    width: int
    height: int
    duration: float
    renditions: tuple[Rendition, ...]
    captions: dict[str, Captions] = {}


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A marker with its picture. ``videos`` are those that can be played, in the marker's order."""

    marker: PublicMarker
    image: PublicMedia | None
    videos: tuple[PublicMedia, ...]


class PublicLink(msgspec.Struct, frozen=True, kw_only=True):
    """What a link leads to.

    ``state`` is live when one of its markers can play: then ``targets`` are those that can. It is preparing while none
    can and work is owed or may be tried again: then they are those that wait for it. Else, or when the owner stopped
    it, it is paused and leads to nothing.
    """

    id: UUID
    owner_id: UUID
    project_id: UUID
    slug: str
    title: str
    state: State
    targets: tuple[Target, ...]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A link and one of its markers, with the state that the link would have if it led to that one only."""

    id: UUID
    owner_id: UUID
    project_id: UUID
    slug: str
    title: str
    state: State
    marker: PublicMarker | None
    image: PublicMedia | None
    videos: tuple[PublicMedia, ...]


PUBLIC = """
    SELECT l.id, l.owner_id, l.project_id, l.slug, l.title, to_jsonb(m) AS marker, to_jsonb(i) AS image,
        coalesce(v.playable, '[]') AS videos,
        CASE
            WHEN l.status = 'paused' OR m.id IS NULL OR m.status = 'rejected' OR v.hopeless THEN 'paused'
            WHEN m.status = 'generated' AND (v.wanted = 0 OR (v.owed = 0 AND v.playable IS NOT NULL)) THEN 'live'
            ELSE 'preparing'
        END AS state
    FROM links l
    JOIN projects p ON p.id = l.project_id AND p.status = 'active'
    CROSS JOIN LATERAL unnest(l.marker_id || l.further_marker_ids) WITH ORDINALITY AS target (id, place)
    LEFT JOIN markers m ON m.id = target.id AND m.status <> 'deleted'
    LEFT JOIN media i ON i.id = m.image_id AND i.status = 'processed'
    CROSS JOIN LATERAL (
        SELECT count(*) AS wanted, count(*) FILTER (WHERE coalesce(media.status, 'pending') = 'pending') AS owed,
            bool_and(coalesce(media.status IN ('rejected', 'deleted'), false)) IS TRUE AS hopeless,
            jsonb_agg(to_jsonb(media) ORDER BY part.place) FILTER (WHERE media.status = 'processed') AS playable
        FROM unnest(m.video_ids) WITH ORDINALITY AS part (id, place) LEFT JOIN media USING (id)
    ) v
    WHERE l.status <> 'deleted' AND (l.id = %(id)s OR l.slug = %(slug)s)
    ORDER BY target.place
"""


def public_link(conn: Connection, id_or_slug: str) -> PublicLink | None:
    """For whoever opens the link; None when it, or its project, is deleted or was never there."""
    try:
        params = {"id": UUID(id_or_slug), "slug": None}
    except ValueError:
        params = {"id": None, "slug": id_or_slug}
    rows = many(conn, Row, PUBLIC, params)
    return joined(rows) if rows else None


def state_of(rows: Sequence[Row]) -> State:
    """The state of a link of its rows."""
    return next(each for each in STATES if any(row.state == each for row in rows))


def joined(rows: Sequence[Row]) -> PublicLink:
    """One link of its rows."""
    link = rows[0]
    state = state_of(rows)
    found = [row for row in rows if row.state == state != "paused"]
    return PublicLink(
        id=link.id,
        owner_id=link.owner_id,
        project_id=link.project_id,
        slug=link.slug,
        title=link.title,
        state=state,
        targets=tuple(
            Target(marker=row.marker, image=row.image, videos=row.videos) for row in found if row.marker is not None
        ),
    )

"""Links: what their owners list, and what whoever opens one needs, joined from all read models."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from psycopg import Connection, sql

from domain.event import Event
from domain.fitting import Fitting
from domain.link import LinkDeleted, LinkDisabled, LinkEnabled, LinkPublished, LinkRenamed, LinkRetargeted
from domain.quality import Score
from domain.values import EngineFiles, MarkerSettings, Rendition
from projections.rows import insert, one, page_of, update
from projections.view import Curs, View


class LinkRow(msgspec.Struct, frozen=True, kw_only=True):
    """A link as its owner sees it. Totals are written back by ingest."""

    id: UUID
    owner_id: UUID
    project_id: UUID
    marker_id: UUID
    slug: str
    title: str
    status: Literal["active", "paused", "deleted"]
    total_views: int
    unique_viewers: int
    version: int
    created_at: datetime
    updated_at: datetime


class PublicMarker(msgspec.Struct, frozen=True, kw_only=True):
    """What a viewer needs of a marker. Sides are those of the compiled picture; ``fittings`` are by video."""

    id: UUID
    width: int
    height: int
    engines: dict[str, EngineFiles]
    settings: MarkerSettings
    score: Score | None
    fittings: dict[UUID, Fitting] = {}


class PublicMedia(msgspec.Struct, frozen=True, kw_only=True):
    """What a viewer needs of a picture or video. A rendition is public when its key begins with ``public/``."""

    id: UUID
    width: int
    height: int
    duration: float
    renditions: tuple[Rendition, ...]


class PublicLink(msgspec.Struct, frozen=True, kw_only=True):
    """What a link leads to. ``videos`` are those that can be played, in the marker's order.

    ``state`` is preparing while work is owed or may be tried again, and paused when the owner stopped the link or its
    marker or all its videos can never play.
    """

    id: UUID
    owner_id: UUID
    project_id: UUID
    slug: str
    title: str
    state: Literal["live", "paused", "preparing"]
    marker: PublicMarker | None
    image: PublicMedia | None
    videos: tuple[PublicMedia, ...]


class LinkKey(msgspec.Struct, frozen=True, kw_only=True):
    """Where views of a link are counted."""

    project_id: UUID
    marker_id: UUID
    owner_id: UUID


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """What ingest has counted for a project or a link, as absolute values."""

    id: UUID
    total_views: int
    unique_viewers: int


class Links(View):
    """Table ``links``."""

    name = "links"
    tables = ("links",)

    def handle(self, curs: Curs, event: Event) -> None:
        match event:
            case LinkPublished():
                fields = {"owner_id": event.owner_id, "project_id": event.project_id, "marker_id": event.marker_id}
                insert(curs, "links", event, **fields, slug=event.slug, title=event.title, status="active")
            case LinkDisabled():
                update(curs, "links", event, status="paused")
            case LinkEnabled():
                update(curs, "links", event, status="active")
            case LinkRetargeted():
                update(curs, "links", event, marker_id=event.marker_id)
            case LinkRenamed():
                update(curs, "links", event, slug=event.slug)
            case LinkDeleted():
                update(curs, "links", event, status="deleted")
            case _:
                pass


LINKS = sql.SQL("""
    SELECT l.*, coalesce(t.total_views, 0) AS total_views, coalesce(t.unique_viewers, 0) AS unique_viewers
    FROM links l LEFT JOIN view_totals t USING (id)
    WHERE l.owner_id = %(owner_id)s AND l.status <> 'deleted'
""")


def list_links(
    conn: Connection, owner_id: UUID, project_id: UUID, *, page: int = 1, size: int = 20
) -> tuple[list[LinkRow], int]:
    """One page of a project's links, the newest first, without deleted ones, and the number of all."""
    query = LINKS + sql.SQL(" AND l.project_id = %(project_id)s ORDER BY l.created_at DESC, l.id")
    return page_of(conn, LinkRow, query, {"owner_id": owner_id, "project_id": project_id}, page=page, size=size)


def get_link(conn: Connection, owner_id: UUID, link_id: UUID) -> LinkRow | None:
    """The owner's link; None for anybody else's or a deleted one."""
    return one(conn, LinkRow, LINKS + sql.SQL(" AND l.id = %(id)s"), {"owner_id": owner_id, "id": link_id})


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
    LEFT JOIN markers m ON m.id = l.marker_id AND m.status <> 'deleted'
    LEFT JOIN media i ON i.id = m.image_id AND i.status = 'processed'
    CROSS JOIN LATERAL (
        SELECT count(*) AS wanted, count(*) FILTER (WHERE coalesce(media.status, 'pending') = 'pending') AS owed,
            bool_and(coalesce(media.status IN ('rejected', 'deleted'), false)) IS TRUE AS hopeless,
            jsonb_agg(to_jsonb(media) ORDER BY place) FILTER (WHERE media.status = 'processed') AS playable
        FROM unnest(m.video_ids) WITH ORDINALITY AS part (id, place) LEFT JOIN media USING (id)
    ) v
    WHERE l.status <> 'deleted' AND (l.id = %(id)s OR l.slug = %(slug)s)
"""


def public_link(conn: Connection, id_or_slug: str) -> PublicLink | None:
    """For whoever opens the link; None when it, or its project, is deleted or was never there."""
    try:
        params = {"id": UUID(id_or_slug), "slug": None}
    except ValueError:
        params = {"id": None, "slug": id_or_slug}
    return one(conn, PublicLink, PUBLIC, params)


def link_keys(conn: Connection, ids: Iterable[UUID]) -> dict[UUID, LinkKey]:
    """Of the links that are there, deleted ones too: their views are still on the way."""
    rows = conn.execute("SELECT id, project_id, marker_id, owner_id FROM links WHERE id = ANY(%s)", (list(ids),))
    return {id: LinkKey(project_id=project, marker_id=marker, owner_id=owner) for id, project, marker, owner in rows}


def write_totals(conn: Connection, rows: Sequence[Totals]) -> None:
    """What lists show from now on. Repeating it changes nothing."""
    with conn.cursor() as curs:
        curs.executemany(
            "INSERT INTO view_totals VALUES (%s, %s, %s) ON CONFLICT (id) DO UPDATE "
            "SET total_views = excluded.total_views, unique_viewers = excluded.unique_viewers",
            [(row.id, row.total_views, row.unique_viewers) for row in rows],
        )

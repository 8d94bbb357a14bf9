"""Links: what their owners list, and where views of them are counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from psycopg import Connection, sql

from domain.event import Event
from domain.link import LinkDeleted, LinkDisabled, LinkEnabled, LinkPublished, LinkRenamed, LinkRetargeted
from projections.rows import insert, page_of, update
from projections.view import Curs, View


class LinkRow(msgspec.Struct, frozen=True, kw_only=True):
    """A link as its owner sees it, with the markers that it leads to. Totals are written back by ingest."""

    id: UUID
    owner_id: UUID
    project_id: UUID
    marker_id: UUID
    further_marker_ids: tuple[UUID, ...]
    slug: str
    title: str
    status: Literal["active", "paused", "deleted"]
    total_views: int
    unique_viewers: int
    version: int
    created_at: datetime
    updated_at: datetime


class LinkKey(msgspec.Struct, frozen=True, kw_only=True):
    """Where views of a link are counted: for ``marker_id``, unless they name a further one."""

    project_id: UUID
    marker_id: UUID
    owner_id: UUID
    further_marker_ids: tuple[UUID, ...] = ()


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
                fields = {"owner_id": event.owner_id, "project_id": event.project_id, **markers(event)}
                insert(curs, "links", event, **fields, slug=event.slug, title=event.title, status="active")
            case LinkDisabled():
                update(curs, "links", event, status="paused")
            case LinkEnabled():
                update(curs, "links", event, status="active")
            case LinkRetargeted():
                update(curs, "links", event, **markers(event))
            case LinkRenamed():
                update(curs, "links", event, slug=event.slug)
            case LinkDeleted():
                update(curs, "links", event, status="deleted")
            case _:
                pass


def markers(event: LinkPublished | LinkRetargeted) -> dict[str, object]:
    """The columns that say what the link leads to."""
    return {"marker_id": event.marker_id, "further_marker_ids": event.further_marker_ids}


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


def link_keys(conn: Connection, ids: Iterable[UUID]) -> dict[UUID, LinkKey]:
    """Of the links that are there, deleted ones too: their views are still on the way."""
    query = "SELECT id, project_id, marker_id, owner_id, further_marker_ids FROM links WHERE id = ANY(%s)"
    return {
        id: LinkKey(project_id=project, marker_id=marker, owner_id=owner, further_marker_ids=tuple(further))
        for id, project, marker, owner, further in conn.execute(query, (list(ids),))
    }


def write_totals(conn: Connection, rows: Sequence[Totals]) -> None:
    """What lists show from now on. Repeating it changes nothing."""
    with conn.cursor() as curs:
        curs.executemany(
            "INSERT INTO view_totals VALUES (%s, %s, %s) ON CONFLICT (id) DO UPDATE "
            "SET total_views = excluded.total_views, unique_viewers = excluded.unique_viewers",
            [(row.id, row.total_views, row.unique_viewers) for row in rows],
        )

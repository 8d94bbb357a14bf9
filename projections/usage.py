"""What each account uses, for quotas: a row a thing, summed when asked."""

from __future__ import annotations

from uuid import UUID

import msgspec
from psycopg import Connection

from domain.captions import CaptionsAdded, CaptionsRemoved
from domain.event import Event
from domain.link import LinkDeleted, LinkPublished
from domain.marker import MarkerDeleted, MarkerRequested
from domain.media import MediaDeleted, MediaProcessed, MediaRejected, MediaUploaded
from domain.project import ProjectCreated, ProjectDeleted, ProjectRestored
from projections.captions import count_captions
from projections.rows import one
from projections.view import Curs, View, position_of


class UsageRow(msgspec.Struct, frozen=True, kw_only=True):
    """Things that are there, and the bytes of originals, and of what was made from them or goes with them."""

    projects: int = 0
    images: int = 0
    videos: int = 0
    markers: int = 0
    links: int = 0
    original_bytes: int = 0
    rendition_bytes: int = 0


class Usage(View):
    """Table ``usage_items``."""

    name = "usage"
    tables = ("usage_items",)

    def handle(self, curs: Curs, event: Event) -> None:
        match event:
            case ProjectCreated():
                add(curs, event, event.owner_id, "project")
            case MediaUploaded():
                add(curs, event, event.owner_id, event.kind, event.size)
            case MarkerRequested():
                add(curs, event, event.owner_id, "marker")
            case LinkPublished():
                add(curs, event, event.owner_id, "link")
            case MediaProcessed():
                made = sum(rendition.size for rendition in event.renditions)
                curs.execute("UPDATE usage_items SET rendition_bytes = %s WHERE id = %s", (made, event.originator_id))
            case ProjectDeleted() | MediaDeleted() | MediaRejected() | MarkerDeleted() | LinkDeleted():
                curs.execute("UPDATE usage_items SET deleted = true WHERE id = %s", (event.originator_id,))
            case ProjectRestored():
                curs.execute("UPDATE usage_items SET deleted = false WHERE id = %s", (event.originator_id,))
            case CaptionsAdded() | CaptionsRemoved():
                count_captions(curs, event)
            case _:
                pass


def add(curs: Curs, event: Event, owner_id: UUID, kind: str, size: int = 0) -> None:
    """One more thing, of ``size`` bytes."""
    curs.execute(
        "INSERT INTO usage_items (id, owner_id, kind, original_bytes) VALUES (%s, %s, %s, %s)",
        (event.originator_id, owner_id, kind, size),
    )


USAGE = """
    SELECT count(*) FILTER (WHERE kind = 'project') AS projects, count(*) FILTER (WHERE kind = 'image') AS images,
        count(*) FILTER (WHERE kind = 'video') AS videos, count(*) FILTER (WHERE kind = 'marker') AS markers,
        count(*) FILTER (WHERE kind = 'link') AS links, coalesce(sum(original_bytes), 0)::bigint AS original_bytes,
        coalesce(sum(rendition_bytes + (
            SELECT coalesce(sum(size::bigint), 0) FROM jsonb_each_text(captions) AS each (language, size)
        )), 0)::bigint AS rendition_bytes
    FROM usage_items WHERE owner_id = %(owner_id)s AND NOT deleted
"""


def usage_of(conn: Connection, owner_id: UUID) -> UsageRow:
    """What the account uses now. A rejected upload counts for nothing."""
    return one(conn, UsageRow, USAGE, {"owner_id": owner_id}) or UsageRow()


def usage_at(conn: Connection, owner_id: UUID) -> tuple[int, UsageRow]:
    """The position of the read model and what the account uses at it: both of one moment."""
    with conn.transaction():
        conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return position_of(conn, Usage.name), usage_of(conn, owner_id)

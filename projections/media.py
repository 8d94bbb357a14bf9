"""Pictures and videos: what was made of them, and how their work ended."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import Connection, sql

from domain.captions import Captions
from domain.event import Event
from domain.media import (
    MediaDeleted,
    MediaFailed,
    MediaProcessed,
    MediaProcessingRequested,
    MediaRejected,
    MediaUploaded,
    Status,
)
from domain.values import Ending, MediaKind, Rendition
from projections.captions import update_captions
from projections.rows import insert, json, one, page_of, update
from projections.view import Curs


class MediaRow(msgspec.Struct, frozen=True, kw_only=True):
    """A picture or a video. Sides are pixels, ``duration`` is seconds, ``size`` is the original's bytes.

    ``captions`` are by language.
    """

    id: UUID
    owner_id: UUID
    project_id: UUID
    kind: MediaKind
    filename: str
    size: int
    sha256: str
    object_key: str
    derived_from: UUID | None
    status: Status
    width: int
    height: int
    format: str
    duration: float
    fps: float
    has_audio: bool
    renditions: tuple[Rendition, ...]
    warnings: tuple[str, ...]
    reason: Ending | None
    captions: dict[str, Captions] = {}
    version: int
    created_at: datetime
    updated_at: datetime


def handle_media(curs: Curs, event: Event) -> None:
    """What happens to the row of a picture or a video."""
    match event:
        case MediaUploaded():
            insert(
                curs,
                "media",
                event,
                owner_id=event.owner_id,
                project_id=event.project_id,
                kind=event.kind,
                filename=event.filename,
                size=event.size,
                sha256=event.sha256,
                object_key=event.object_key,
                derived_from=event.derived_from,
                status="pending",
            )
        case MediaProcessed():
            update(
                curs,
                "media",
                event,
                status="processed",
                width=event.width,
                height=event.height,
                format=event.format,
                duration=event.duration,
                fps=event.fps,
                has_audio=event.has_audio,
                renditions=json(event.renditions),
                warnings=event.warnings,
            )
        case MediaProcessingRequested():
            update(curs, "media", event, status="pending", reason=None)
        case MediaRejected():
            update(curs, "media", event, status="rejected", reason=json(event.reason))
        case MediaFailed():
            update(curs, "media", event, status="failed", reason=json(event.reason))
        case MediaDeleted():
            update(curs, "media", event, status="deleted")
        case _:
            update_captions(curs, event)


def list_media(
    conn: Connection, owner_id: UUID, project_id: UUID, kind: MediaKind, *, page: int = 1, size: int = 20
) -> tuple[list[MediaRow], int]:
    """The pictures or the videos of a project, the newest first, without deleted ones."""
    query = sql.SQL("""
        SELECT * FROM media WHERE owner_id = %(owner_id)s AND project_id = %(project_id)s AND kind = %(kind)s
        AND status <> 'deleted' ORDER BY created_at DESC, id
    """)
    params = {"owner_id": owner_id, "project_id": project_id, "kind": kind}
    return page_of(conn, MediaRow, query, params, page=page, size=size)


def get_media(conn: Connection, owner_id: UUID, media_id: UUID, kind: MediaKind | None = None) -> MediaRow | None:
    """The owner's picture or video; None for anybody else's, a deleted one, or one of another kind."""
    query = """
        SELECT * FROM media WHERE id = %(id)s AND owner_id = %(owner_id)s AND status <> 'deleted'
        AND (%(kind)s::text IS NULL OR kind = %(kind)s)
    """
    return one(conn, MediaRow, query, {"id": media_id, "owner_id": owner_id, "kind": kind})

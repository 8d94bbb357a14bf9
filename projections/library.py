"""Projects with their pictures and videos: what an owner's lists and pages show."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal
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
from domain.project import ProjectCreated, ProjectDeleted, ProjectEdited, ProjectRestored
from domain.values import Ending, MediaKind, Rendition
from projections.captions import update_captions
from projections.rows import insert, json, one, page_of, update
from projections.view import Curs, View

ProjectStatus = Literal["active", "deleted"]


class ProjectRow(msgspec.Struct, frozen=True, kw_only=True):
    """A project as lists show it. Totals are written back by ingest."""

    id: UUID
    owner_id: UUID
    name: str
    description: str
    tags: tuple[str, ...]
    public: bool
    status: ProjectStatus
    total_views: int
    unique_viewers: int
    version: int
    created_at: datetime
    updated_at: datetime


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


class Library(View):
    """Tables ``projects`` and ``media``."""

    name = "library"
    tables = ("projects", "media")

    def handle(self, curs: Curs, event: Event) -> None:
        handle_project(curs, event)
        handle_media(curs, event)


def handle_project(curs: Curs, event: Event) -> None:
    """What happens to the row of a project."""
    match event:
        case ProjectCreated():
            insert(
                curs,
                "projects",
                event,
                owner_id=event.owner_id,
                name=event.name,
                description=event.description,
                tags=event.tags,
                public=event.public,
                status="active",
            )
        case ProjectEdited():
            fields = {"name": event.name, "description": event.description, "tags": event.tags, "public": event.public}
            update(curs, "projects", event, **fields)
        case ProjectDeleted():
            update(curs, "projects", event, status="deleted")
        case ProjectRestored():
            update(curs, "projects", event, status="active")
        case _:
            pass


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


SORTS = {
    "name": sql.SQL("lower(name), id"),
    "-name": sql.SQL("lower(name) DESC, id"),
    "createdAt": sql.SQL("created_at, id"),
    "-createdAt": sql.SQL("created_at DESC, id"),
    "updatedAt": sql.SQL("updated_at, id"),
    "-updatedAt": sql.SQL("updated_at DESC, id"),
    "totalViews": sql.SQL("total_views, id"),
    "-totalViews": sql.SQL("total_views DESC, id"),
}
"""What lists of projects can be sorted by; with a minus, from the largest."""

PROJECTS = sql.SQL("""
    SELECT p.*, coalesce(t.total_views, 0) AS total_views, coalesce(t.unique_viewers, 0) AS unique_viewers
    FROM projects p LEFT JOIN view_totals t USING (id)
    WHERE p.owner_id = %(owner_id)s
""")
FOUND = sql.SQL("""
    SELECT * FROM ({}) AS owned WHERE status = %(status)s AND (%(tag)s = '' OR %(tag)s = ANY(tags))
    AND (name ILIKE %(search)s OR description ILIKE %(search)s) ORDER BY {}
""")


def list_projects(
    conn: Connection,
    owner_id: UUID,
    *,
    page: int = 1,
    size: int = 20,
    sort: str = "-updatedAt",
    search: str = "",
    tag: str = "",
    status: ProjectStatus = "active",
) -> tuple[list[ProjectRow], int]:
    """One page and the number of all. ``search`` is found in name and description; ``sort`` is a key of SORTS."""
    params = {"owner_id": owner_id, "status": status, "tag": tag, "search": f"%{escape(search)}%"}
    return page_of(conn, ProjectRow, FOUND.format(PROJECTS, SORTS[sort]), params, page=page, size=size)


def escape(text: str) -> str:
    """The text for LIKE, where percent sign and underscore stand for themselves."""
    return re.sub(r"([\\%_])", r"\\\1", text)


def get_project(conn: Connection, owner_id: UUID, id: UUID) -> ProjectRow | None:
    """The owner's project, deleted ones too; None for anybody else's."""
    return one(conn, ProjectRow, PROJECTS + sql.SQL(" AND p.id = %(id)s"), {"owner_id": owner_id, "id": id})


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

"""Projects, in one read model with their pictures and videos: what an owner's lists and pages show."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from psycopg import Connection, sql

from domain.event import Event
from domain.project import ProjectCreated, ProjectDeleted, ProjectEdited, ProjectRestored
from projections.media import handle_media
from projections.rows import insert, one, page_of, update
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

"""Markers: what they are made of, how they ended, and what engines load."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import Connection, sql

from domain.event import Event
from domain.marker import (
    MarkerDeleted,
    MarkerFailed,
    MarkerGenerated,
    MarkerGenerationRequested,
    MarkerRejected,
    MarkerRequested,
    MarkerSettingsChanged,
    Status,
)
from domain.quality import Score
from domain.values import Ending, EngineFiles, MarkerSettings
from projections.rows import insert, json, one, page_of, update
from projections.view import Curs, View


class MarkerRow(msgspec.Struct, frozen=True, kw_only=True):
    """A marker. Sides are those of the compiled picture; ``engines`` and ``refused`` are by engine name."""

    id: UUID
    owner_id: UUID
    project_id: UUID
    image_id: UUID
    video_ids: tuple[UUID, ...]
    settings: MarkerSettings
    status: Status
    width: int
    height: int
    dpi: int
    keypoints: int
    points: int
    score: Score | None
    engines: dict[str, EngineFiles]
    refused: dict[str, Ending]
    reason: Ending | None
    version: int
    created_at: datetime
    updated_at: datetime


class Markers(View):
    """Table ``markers``."""

    name = "markers"
    tables = ("markers",)

    def handle(self, curs: Curs, event: Event) -> None:
        match event:
            case MarkerRequested():
                insert_requested(curs, event)
            case MarkerGenerated():
                update_generated(curs, event)
            case MarkerGenerationRequested():
                update(curs, "markers", event, status="pending", reason=None)
            case MarkerRejected():
                update(curs, "markers", event, status="rejected", reason=json(event.reason))
            case MarkerFailed():
                update(curs, "markers", event, status="failed", reason=json(event.reason))
            case MarkerSettingsChanged():
                update(curs, "markers", event, settings=json(event.settings))
            case MarkerDeleted():
                update(curs, "markers", event, status="deleted")
            case _:
                pass


def insert_requested(curs: Curs, event: MarkerRequested) -> None:
    """A marker that is still to be made."""
    insert(
        curs,
        "markers",
        event,
        owner_id=event.owner_id,
        project_id=event.project_id,
        image_id=event.image_id,
        video_ids=event.video_ids,
        settings=json(event.settings),
        status="pending",
    )


def update_generated(curs: Curs, event: MarkerGenerated) -> None:
    """A marker that is there."""
    update(
        curs,
        "markers",
        event,
        status="generated",
        width=event.width,
        height=event.height,
        dpi=event.dpi,
        keypoints=event.keypoints,
        points=event.points,
        score=json(event.score),
        engines=json(event.engines),
        refused=json(event.refused),
    )


def get_marker(conn: Connection, owner_id: UUID, marker_id: UUID) -> MarkerRow | None:
    """The owner's marker; None for anybody else's or a deleted one."""
    query = "SELECT * FROM markers WHERE id = %(id)s AND owner_id = %(owner_id)s AND status <> 'deleted'"
    return one(conn, MarkerRow, query, {"id": marker_id, "owner_id": owner_id})


def list_markers(
    conn: Connection, owner_id: UUID, project_id: UUID, *, page: int = 1, size: int = 20
) -> tuple[list[MarkerRow], int]:
    """One page of a project's markers, the newest first, without deleted ones, and the number of all."""
    query = sql.SQL("""
        SELECT * FROM markers WHERE owner_id = %(owner_id)s AND project_id = %(project_id)s
        AND status <> 'deleted' ORDER BY created_at DESC, id
    """)
    return page_of(conn, MarkerRow, query, {"owner_id": owner_id, "project_id": project_id}, page=page, size=size)

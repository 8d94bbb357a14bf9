"""Markers: what they are made of, how they ended, and what engines load."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from psycopg import Connection, sql

from domain.event import Event
from domain.fitting import Fitting
from domain.marker import (
    ADVISE,
    PROVE,
    PROVEN,
    MarkerAdviceFailed,
    MarkerAdvised,
    MarkerDeleted,
    MarkerFailed,
    MarkerFurtherRequested,
    MarkerGenerated,
    MarkerGenerationRequested,
    MarkerProofFailed,
    MarkerProved,
    MarkerRejected,
    MarkerRequested,
    MarkerSettingsChanged,
    Status,
    asks_for,
)
from domain.quality import LookAlike, Proposal, Score
from domain.values import Ending, EngineFiles, MarkerSettings
from projections.fittings import update_fittings
from projections.rows import insert, json, many, one, page_of, update
from projections.view import Curs, View

Further = Literal["none", "pending", "done", "failed"]
COLUMNS = {PROVE: "proof", ADVISE: "advice"}
"""Where it is told how far work is that follows the generation, by kind."""


class MarkerRow(msgspec.Struct, frozen=True, kw_only=True):
    """A marker. Sides are those of the compiled picture; ``engines`` and ``refused`` are by engine name.

    ``proof`` and ``advice`` are how far the work is that proves the score, and that finds proposals and look-alikes.
    ``fittings`` are by video.
    """

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
    proof: Further = "none"
    advice: Further = "none"
    proposals: tuple[Proposal, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    fittings: dict[UUID, Fitting] = {}
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
                curs.execute(FORGET_ALIKE, {"id": event.originator_id})
            case _:
                handle_further(curs, event)


def handle_further(curs: Curs, event: Event) -> None:
    """What comes of the work that follows a marker's generation, and of searches in its videos."""
    match event:
        case MarkerProved():
            update(curs, "markers", event, score=json(event.score), proof="done")
        case MarkerProofFailed():
            update(curs, "markers", event, proof="failed")
        case MarkerAdvised():
            alike = present(curs, event.look_alikes)
            update(curs, "markers", event, proposals=json(event.proposals), look_alikes=json(alike), advice="done")
        case MarkerAdviceFailed():
            update(curs, "markers", event, advice="failed")
        case MarkerFurtherRequested():
            update(curs, "markers", event, **{COLUMNS[event.kind]: "pending"})
        case _:
            update_fittings(curs, event)


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
        **{COLUMNS[kind]: "pending" for kind in asks_for(event)},
    )


def present(curs: Curs, look_alikes: Sequence[LookAlike]) -> list[LookAlike]:
    """Those that were not deleted while the advice was found."""
    ids = [each.marker_id for each in look_alikes]
    found = curs.execute("SELECT id FROM markers WHERE id = ANY(%s) AND status = 'deleted'", (ids,))
    gone = {row["id"] for row in found}
    return [each for each in look_alikes if each.marker_id not in gone]


def get_marker(conn: Connection, owner_id: UUID, marker_id: UUID) -> MarkerRow | None:
    """The owner's marker; None for anybody else's or a deleted one."""
    query = "SELECT * FROM markers WHERE id = %(id)s AND owner_id = %(owner_id)s AND status <> 'deleted'"
    return one(conn, MarkerRow, query, {"id": marker_id, "owner_id": owner_id})


NEIGHBOURS = """
    SELECT id, engines -> %(engine)s ->> 'base' AS base, engines -> %(engine)s -> 'files' AS files FROM markers
    WHERE owner_id = %(owner_id)s AND id <> %(id)s AND status = 'generated' AND engines ? %(engine)s
    ORDER BY created_at DESC, id LIMIT %(limit)s
"""


FORGET_ALIKE = """
    UPDATE markers SET look_alikes = (
        SELECT coalesce(jsonb_agg(one ORDER BY place), '[]')
        FROM jsonb_array_elements(look_alikes) WITH ORDINALITY AS kept (one, place)
        WHERE one ->> 'marker_id' <> %(id)s::text)
    WHERE owner_id = (SELECT owner_id FROM markers WHERE id = %(id)s::uuid)
    AND look_alikes @> jsonb_build_array(jsonb_build_object('marker_id', %(id)s::text))
"""
"""Nobody needs to be warned of a marker that is gone."""


class Neighbour(EngineFiles, frozen=True, kw_only=True):
    """Another marker of the same owner, with its files for the engine that markers are compared by."""

    id: UUID


def neighbours(conn: Connection, owner_id: UUID, marker_id: UUID, limit: int) -> list[Neighbour]:
    """The owner's other generated markers, the newest ``limit``."""
    params = {"owner_id": owner_id, "id": marker_id, "engine": PROVEN, "limit": limit}
    return many(conn, Neighbour, NEIGHBOURS, params)


def list_markers(
    conn: Connection, owner_id: UUID, project_id: UUID, *, page: int = 1, size: int = 20
) -> tuple[list[MarkerRow], int]:
    """One page of a project's markers, the newest first, without deleted ones, and the number of all."""
    query = sql.SQL("""
        SELECT * FROM markers WHERE owner_id = %(owner_id)s AND project_id = %(project_id)s
        AND status <> 'deleted' ORDER BY created_at DESC, id
    """)
    return page_of(conn, MarkerRow, query, {"owner_id": owner_id, "project_id": project_id}, page=page, size=size)

"""Work that is owed: the outbox. An event that asks for work puts a job here, the event that ends it closes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from psycopg import Connection, sql

from domain import fitting, marker, media
from domain.event import Event
from domain.fitting import FittingFailed, FittingFound, FittingRefused, FittingRequested
from domain.marker import (
    MarkerAdviceFailed,
    MarkerAdvised,
    MarkerDeleted,
    MarkerFailed,
    MarkerGenerated,
    MarkerGenerationRequested,
    MarkerProofFailed,
    MarkerProved,
    MarkerRejected,
    MarkerRequested,
)
from domain.media import (
    MediaDeleted,
    MediaFailed,
    MediaProcessed,
    MediaProcessingRequested,
    MediaRejected,
    MediaUploaded,
)
from domain.values import Ending
from projections.rows import json, many, page_of
from projections.view import Curs, Recorded, View

CHANNEL = "jobs_changed"
"""Notified when there is a new job, or one less to wait for."""

State = Literal["pending", "done", "rejected", "failed", "cancelled"]
Queue = Literal["images", "videos", "markers", "proofs", "advice", "fits"]
FURTHER: dict[str, Queue] = {marker.PROVE: "proofs", marker.ADVISE: "advice"}
"""The queues of work that follows a marker's generation, which never waits for it."""


class JobRow(msgspec.Struct, frozen=True, kw_only=True):
    """A job. ``stream_id`` is the media or marker, ``waits_for`` the media that must be settled first."""

    job_id: UUID
    kind: str
    queue: Queue
    stream_id: UUID
    owner_id: UUID
    waits_for: UUID | None
    state: State
    reason: Ending | None
    requested_at: datetime
    settled_at: datetime | None
    sends: int = 0
    starts: int = 0
    failures: int = 0
    last_error: str = ""


class Backlog(msgspec.Struct, frozen=True, kw_only=True):
    """How much is pending in a queue, and since when the oldest."""

    queue: Queue
    depth: int
    oldest: datetime


class Jobs(View):
    """Table ``jobs``."""

    name = "jobs"
    tables = ("jobs",)

    def handle_all(self, curs: Curs, batch: Sequence[Recorded]) -> None:
        for position, event in batch:
            ask(curs, event, position)
            settle(curs, event)


def ask(curs: Curs, event: Event, position: int) -> None:
    """A new job, when the event asks for work. A retry takes queue, owner and waiting over from the first try."""
    match event:
        case MediaUploaded():
            columns = (media.asked(event), media.PROCESS, f"{event.kind}s", event.originator_id, event.owner_id, None)
        case MarkerRequested():
            columns = (
                marker.asked(event),
                marker.GENERATE,
                "markers",
                event.originator_id,
                event.owner_id,
                event.image_id,
            )
        case MediaProcessingRequested():
            return again(curs, media.asked(event), event, position)
        case MarkerGenerationRequested():
            return again(curs, marker.asked(event), event, position)
        case MarkerGenerated():
            return follow(curs, event, position)
        case FittingRequested():
            return look(curs, event, position)
        case _:
            return None
    curs.execute(
        "INSERT INTO jobs (job_id, kind, queue, stream_id, owner_id, waits_for, state, position, requested_at) "
        "VALUES (%s, %s, %s, %s, %s, %s, 'pending', %s, %s)",
        (*columns, position, event.at),
    )
    return notify(curs)


def again(curs: Curs, job_id: UUID, event: Event, position: int) -> None:
    """The stream's work, asked for once more."""
    curs.execute(
        "INSERT INTO jobs (job_id, kind, queue, stream_id, owner_id, waits_for, state, position, requested_at) "
        "SELECT %s, kind, queue, stream_id, owner_id, waits_for, 'pending', %s, %s FROM jobs "
        "WHERE stream_id = %s ORDER BY position LIMIT 1",
        (job_id, position, event.at, event.originator_id),
    )
    notify(curs)


def follow(curs: Curs, event: MarkerGenerated, position: int) -> None:
    """The work that follows a marker's generation; its owner is that of the generation."""
    for kind in marker.asks_for(event):
        curs.execute(
            "INSERT INTO jobs (job_id, kind, queue, stream_id, owner_id, state, position, requested_at) "
            "SELECT %s, %s, %s, stream_id, owner_id, 'pending', %s, %s FROM jobs "
            "WHERE stream_id = %s ORDER BY position LIMIT 1",
            (marker.further(event, kind), kind, FURTHER[kind], position, event.at, event.originator_id),
        )


def look(curs: Curs, event: FittingRequested, position: int) -> None:
    """The search in a video, once that is there; its owner is that of the marker's generation."""
    curs.execute(
        "INSERT INTO jobs (job_id, kind, queue, stream_id, owner_id, waits_for, state, position, requested_at) "
        "SELECT %s, %s, 'fits', stream_id, owner_id, %s, 'pending', %s, %s FROM jobs "
        "WHERE stream_id = %s ORDER BY position LIMIT 1",
        (fitting.asked(event), fitting.FIT, event.video_id, position, event.at, event.originator_id),
    )
    notify(curs)


def settle(curs: Curs, event: Event) -> None:
    """Close the job that the event ends."""
    match event:
        case MediaProcessed() | MarkerGenerated() | MarkerProved() | MarkerAdvised() | FittingFound():
            close(curs, event, event.job_id, "done")
        case MediaRejected() | MarkerRejected() | FittingRefused():
            close(curs, event, event.job_id, "rejected", event.reason)
        case MediaFailed() | MarkerFailed() | MarkerProofFailed() | MarkerAdviceFailed() | FittingFailed():
            close(curs, event, event.job_id, "failed", event.reason)
        case MediaDeleted() | MarkerDeleted():
            curs.execute(
                "UPDATE jobs SET state = 'cancelled', settled_at = %s WHERE stream_id = %s AND state = 'pending'",
                (event.at, event.originator_id),
            )
            notify(curs)
        case _:
            pass


def close(curs: Curs, event: Event, job_id: UUID, state: State, reason: Ending | None = None) -> None:
    """The job ended like this."""
    curs.execute(
        "UPDATE jobs SET state = %s, reason = %s, settled_at = %s WHERE job_id = %s",
        (state, reason and json(reason), event.at, job_id),
    )
    notify(curs)


def notify(curs: Curs) -> None:
    """Wake the relay when this transaction commits. It looks by itself, too: a lost call costs a second."""
    curs.execute(sql.SQL("NOTIFY {}").format(sql.Identifier(CHANNEL)))


def queue_depth(conn: Connection) -> list[Backlog]:
    """The queues in which something is pending."""
    query = """
        SELECT queue, count(*) AS depth, min(requested_at) AS oldest FROM jobs WHERE state = 'pending'
        GROUP BY queue ORDER BY queue
    """
    return many(conn, Backlog, query, {})


LIST = sql.SQL("""
    SELECT j.*, coalesce(d.sends, 0) AS sends, coalesce(d.starts, 0) AS starts,
        coalesce(d.failures, 0) AS failures, coalesce(d.last_error, '') AS last_error
    FROM jobs j LEFT JOIN job_deliveries d USING (job_id)
    WHERE {} ORDER BY j.position DESC
""")


def list_jobs(
    conn: Connection, *, state: State | None = None, page: int = 1, size: int = 50
) -> tuple[list[JobRow], int]:
    """One page of all jobs, or of those in this state, the newest first, and the number of all."""
    query = LIST.format(sql.SQL("%(state)s::text IS NULL OR state = %(state)s"))
    return page_of(conn, JobRow, query, {"state": state}, page=page, size=size)


def stuck(conn: Connection, seconds: float) -> list[JobRow]:
    """What is pending since more than this, and does not wait for other work.

    Proofs and advice may take their time: after an upgrade they are owed for all markers that are there.
    """
    query = LIST.format(
        sql.SQL("""
            state = 'pending' AND queue <> ALL(%(patient)s)
            AND requested_at < now() - make_interval(secs => %(seconds)s) AND NOT EXISTS (
                SELECT 1 FROM jobs first WHERE first.stream_id = j.waits_for AND first.state = 'pending')
        """)
    )
    return many(conn, JobRow, query, {"seconds": seconds, "patient": list(FURTHER.values())})

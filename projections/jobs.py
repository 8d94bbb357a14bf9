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
    MarkerFurtherRequested,
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


class Jobs(View):
    """Table ``jobs``."""

    name = "jobs"
    tables = ("jobs",)

    def handle_all(self, curs: Curs, batch: Sequence[Recorded]) -> None:
        for position, event in batch:
            ask(curs, event, position)
            settle(curs, event)


def ask(curs: Curs, event: Event, position: int) -> None:
    """A new job, or several, when the event asks for work."""
    match event:
        case MediaUploaded():
            begin(curs, event, position, media.asked(event), media.PROCESS, f"{event.kind}s")
        case MarkerRequested():
            begin(curs, event, position, marker.asked(event), marker.GENERATE, "markers")
        case MediaProcessingRequested():
            again(curs, event, position, media.asked(event))
        case MarkerGenerationRequested():
            again(curs, event, position, marker.asked(event))
        case MarkerGenerated():
            for kind in marker.asks_for(event):
                follow(curs, event, position, marker.further(event, kind), kind, FURTHER[kind])
        case MarkerFurtherRequested():
            follow(curs, event, position, marker.further(event, event.kind), event.kind, FURTHER[event.kind])
        case FittingRequested():
            follow(curs, event, position, fitting.asked(event), fitting.FIT, "fits", event.video_id)
        case _:
            return
    notify(curs)


BEGIN = """
    INSERT INTO jobs (job_id, state, position, requested_at, stream_id, kind, queue, owner_id, waits_for)
    VALUES (%(job_id)s, 'pending', %(position)s, %(at)s, %(stream_id)s, %(kind)s, %(queue)s, %(owner_id)s,
        %(waits_for)s)
"""
AGAIN = """
    INSERT INTO jobs (job_id, state, position, requested_at, stream_id, kind, queue, owner_id, waits_for)
    SELECT %(job_id)s, 'pending', %(position)s, %(at)s, stream_id, kind, queue, owner_id, waits_for
    FROM jobs WHERE stream_id = %(stream_id)s ORDER BY position LIMIT 1
"""
FOLLOW = """
    INSERT INTO jobs (job_id, state, position, requested_at, stream_id, kind, queue, owner_id, waits_for)
    SELECT %(job_id)s, 'pending', %(position)s, %(at)s, stream_id, %(kind)s, %(queue)s, owner_id, %(waits_for)s
    FROM jobs WHERE stream_id = %(stream_id)s ORDER BY position LIMIT 1
"""


def begin(
    curs: Curs, event: MediaUploaded | MarkerRequested, position: int, job_id: UUID, kind: str, queue: str
) -> None:
    """The first job of a stream."""
    waits_for = event.image_id if isinstance(event, MarkerRequested) else None
    facts = {"kind": kind, "queue": queue, "owner_id": event.owner_id, "waits_for": waits_for}
    curs.execute(BEGIN, {**new(event, position, job_id), **facts})


def again(curs: Curs, event: Event, position: int, job_id: UUID) -> None:
    """The stream's first job, once more."""
    curs.execute(AGAIN, new(event, position, job_id))


def follow(
    curs: Curs, event: Event, position: int, job_id: UUID, kind: str, queue: Queue, waits_for: UUID | None = None
) -> None:
    """Another job of the stream; its owner is that of the first one."""
    facts = {"kind": kind, "queue": queue, "waits_for": waits_for}
    curs.execute(FOLLOW, {**new(event, position, job_id), **facts})


def new(event: Event, position: int, job_id: UUID) -> dict[str, object]:
    """What every job has of the event that asks for it."""
    return {"job_id": job_id, "position": position, "at": event.at, "stream_id": event.originator_id}


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

"""Who was told of a job, who is at it, how often it went wrong: working data beside the jobs, never rebuilt.

A job is lent twice. ``leased_until`` keeps the relay from sending it again too soon; ``working_until`` keeps a second
worker from doing it at the same time. Both are economies: what is recorded in the end is decided by the stream.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

import msgspec
import psycopg
from psycopg import Connection
from psycopg_pool import ConnectionPool

from projections.rows import many, one, storable

LONGEST = 120
"""Seconds; a job that was sent several times is sent again after this at the latest."""


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """A job that a worker must be told of, for the ``sends``-th time."""

    job_id: UUID
    kind: str
    queue: str
    stream_id: UUID
    sends: int


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """A worker's turn at a job. ``starts`` counts it in, so that a job which kills its worker is found out."""

    starts: int
    failures: int


CLAIM = """
    WITH owed AS (
        SELECT j.job_id, j.kind, j.queue, j.stream_id, j.position FROM jobs j LEFT JOIN job_deliveries d USING (job_id)
        WHERE j.state = 'pending' AND (d.leased_until IS NULL OR d.leased_until < now()) AND NOT EXISTS (
            SELECT 1 FROM jobs first WHERE first.stream_id = j.waits_for AND first.state = 'pending')
        ORDER BY j.position LIMIT %(limit)s FOR UPDATE OF j SKIP LOCKED
    ), lent AS (
        INSERT INTO job_deliveries AS d (job_id, sends, sent_at, leased_until)
        SELECT job_id, 1, now(), now() + make_interval(secs => %(seconds)s) FROM owed
        ON CONFLICT (job_id) DO UPDATE SET sends = d.sends + 1, sent_at = now(),
            leased_until = now() + make_interval(
                secs => least(%(seconds)s * 2 ^ least(greatest(d.sends - d.starts, 0), 10), %(longest)s))
        WHERE d.leased_until < now()
        RETURNING job_id, sends
    )
    SELECT * FROM owed JOIN lent USING (job_id) ORDER BY position
"""


GIVE_BACK = """
    UPDATE job_deliveries SET sends = sends - 1, leased_until = now() + make_interval(secs => %(seconds)s)
    WHERE job_id = ANY(%(ids)s)
"""
BEGIN = """
    INSERT INTO job_deliveries AS d (job_id, starts, leased_until, working_until)
    VALUES (%(id)s, 1, now() + make_interval(secs => %(seconds)s), now() + make_interval(secs => %(seconds)s))
    ON CONFLICT (job_id) DO UPDATE SET starts = d.starts + 1, leased_until = excluded.leased_until,
        working_until = excluded.working_until
    WHERE d.working_until < now()
    RETURNING starts, failures
"""
RENEW = """
    UPDATE job_deliveries SET leased_until = now() + make_interval(secs => %(seconds)s),
        working_until = now() + make_interval(secs => %(seconds)s)
    WHERE job_id = ANY(%(ids)s)
"""
FAIL = """
    UPDATE job_deliveries SET failures = failures + 1, last_error = %(error)s, working_until = '-infinity',
        leased_until = now() + make_interval(secs => %(seconds)s)
    WHERE job_id = %(id)s RETURNING failures
"""
RELEASE = """
    UPDATE job_deliveries SET starts = starts - 1, working_until = '-infinity',
        leased_until = now() + make_interval(secs => %(seconds)s)
    WHERE job_id = ANY(%(ids)s)
"""
FORGET = """
    DELETE FROM job_deliveries d USING jobs j
    WHERE j.job_id = d.job_id AND j.state <> 'pending' AND j.settled_at < now() - make_interval(secs => %(seconds)s)
"""


class Deliveries:
    """The table ``job_deliveries``. Every method raises ConnectionError when Postgres does not answer."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool

    def claim(self, limit: int, seconds: float) -> list[Owed]:
        """Lend up to ``limit`` jobs that are owed and ready to be sent, each to one caller.

        The time doubles with every message that nobody followed, as when the queue is long.
        """
        with self._connection() as conn:
            return many(conn, Owed, CLAIM, {"limit": limit, "seconds": seconds, "longest": LONGEST})

    def give_back(self, jobs: Sequence[Owed], seconds: float) -> None:
        """They could not be sent: not counted, and owed again after this time."""
        with self._connection() as conn:
            conn.execute(GIVE_BACK, {"ids": [job.job_id for job in jobs], "seconds": seconds})

    def begin(self, job_id: UUID, seconds: float) -> Turn | None:
        """The turn at a job for this time; None when somebody else is at it."""
        with self._connection() as conn:
            return one(conn, Turn, BEGIN, {"id": job_id, "seconds": seconds})

    def renew(self, job_ids: Sequence[UUID], seconds: float) -> None:
        """Still at them, for this time from now."""
        with self._connection() as conn:
            conn.execute(RENEW, {"ids": list(job_ids), "seconds": seconds})

    def fail(self, job_id: UUID, error: str, seconds: float) -> int:
        """The turn went wrong: owed again after this time. Returns how often it went wrong so far."""
        with self._connection() as conn:
            row = conn.execute(FAIL, {"id": job_id, "error": storable(error[:2000]), "seconds": seconds}).fetchone()
        return row[0] if row else 0

    def release(self, job_ids: Sequence[UUID], seconds: float = 0) -> None:
        """Given up unfinished, by no fault of the job's: not counted, and owed again after this time."""
        with self._connection() as conn:
            conn.execute(RELEASE, {"ids": list(job_ids), "seconds": seconds})

    def forget_settled(self, seconds: float) -> int:
        """Drop what is known of jobs that ended longer ago than this, and return how many."""
        with self._connection() as conn:
            return conn.execute(FORGET, {"seconds": seconds}).rowcount

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        try:
            with self._pool.connection() as conn:
                yield conn
        except psycopg.OperationalError as error:
            raise ConnectionError(f"Postgres does not answer: {error}") from error

"""What all read models in Postgres share: a change of rows and the position it came from are one transaction."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, TypeVar, cast

from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresFactory, PostgresTrackingRecorder
from psycopg import Connection, Cursor, sql
from psycopg_pool import ConnectionPool

from domain.event import Event
from projections.connection import BOUNDS, BoundedConnection, ping

APPLICATION = "argument"
"""The name under which the write side records events; positions are kept by it."""
PAUSE = 0.015  # seconds between two looks at a position

Curs = Cursor[dict[str, Any]]
V = TypeVar("V", bound="View")


class Recorded(NamedTuple):
    """An event and its place in the order of all events."""

    position: int
    event: Event


class Moved(Exception):
    """The stored position is not the expected one: reset, or advanced by somebody else. Look again."""


class View(PostgresTrackingRecorder):
    """One read model. ``name`` is chosen once: it is the prefix of the tracking table and the key of positions."""

    name: ClassVar[str] = ""
    tables: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def over(cls: type[V], datastore: PostgresDatastore) -> V:
        """The read model on this connection pool. Its tables come from a migration."""
        return cls(datastore, tracking_table_name=f"{cls.name}_tracking")

    def handle(self, curs: Curs, event: Event) -> None:
        """Change the rows as this event says. Any time in a row is the event's."""
        raise NotImplementedError

    def handle_all(self, curs: Curs, batch: Sequence[Recorded]) -> None:
        """Change the rows as these events say, in their order."""
        for recorded in batch:
            self.handle(curs, recorded.event)

    def position(self) -> int:
        """The position of the last event that the rows contain; 0 before the first."""
        return self.max_tracking_id(APPLICATION) or 0

    def advance(self, expected: int, batch: Sequence[Recorded]) -> int:
        """Take in what is new of a batch without gaps, and return the new position. Raises Moved.

        The commit does not wait for the disk: what a crash of the database takes away is read from the events again,
        and ``expected`` tells that it went.
        """
        fresh = [recorded for recorded in batch if recorded.position > expected]
        if not fresh:
            return expected
        with self.datastore.transaction(commit=True) as curs:
            curs.execute("SET LOCAL synchronous_commit = off")
            if (self._max_tracking_id(APPLICATION, curs) or 0) != expected:
                raise Moved(self.name)
            self.handle_all(curs, fresh)
            self._insert_tracking(curs, Tracking(APPLICATION, fresh[-1].position))
        return fresh[-1].position

    def reset(self) -> None:
        """Forget everything, so that the projector reads all events again."""
        with self.datastore.transaction(commit=True) as curs:
            for table in (*self.tables, self.tracking_table_name):
                curs.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(table)))


def open_datastore(env: Mapping[str, str]) -> PostgresDatastore:
    """The connections that read models of one process share; ``env`` is the library's own configuration."""
    return PostgresFactory.construct(dict(env)).datastore


def open_pool(url: str, size: int) -> ConnectionPool:
    """For queries: at most ``size`` connections that commit by themselves, with every wait bounded. To be closed."""
    pool = ConnectionPool(
        url,
        connection_class=BoundedConnection,
        kwargs={"autocommit": True, **BOUNDS},
        min_size=1,
        max_size=size,
        timeout=5,
        open=True,
        check=ping,
    )
    return cast("ConnectionPool[Connection]", pool)


def position_of(conn: Connection, view: str) -> int:
    """The position up to which the read model of this name has read; 0 before the first event."""
    query = sql.SQL("SELECT max(notification_id) FROM {} WHERE application_name = %s")
    row = conn.execute(query.format(sql.Identifier(f"{view}_tracking")), (APPLICATION,)).fetchone()
    return row[0] or 0 if row else 0


def wait_for(pool: ConnectionPool, view: str, position: int, timeout: float = 1.0) -> bool:
    """Whether the read model reached the position within ``timeout`` seconds."""
    deadline = time.monotonic() + timeout
    while True:
        with pool.connection() as conn:
            if position_of(conn, view) >= position:
                return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(PAUSE)

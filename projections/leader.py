"""One process at a time leads; the others stand by and take over when its connection ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

import psycopg
from psycopg import Connection, sql

STANDBY = 1.0  # seconds between two tries to take over


class Lead:
    """The right to lead, and a bell that rings when something is notified on the channel."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def listen(self, seconds: float) -> None:
        """Returns when the bell rings or the time is up. Raises ConnectionError when the right is lost."""
        try:
            for _ in self._conn.notifies(timeout=seconds, stop_after=1):
                pass
        except psycopg.OperationalError as error:
            raise ConnectionError(f"Postgres went away: {error}") from error


@contextmanager
def leading(url: str, name: str, channel: str, stop: Event, *, up: Callable[[], None]) -> Iterator[Lead | None]:
    """Waits until this process leads in what ``name`` says; yields None when ``stop`` comes first.

    ``up`` is called as soon as it stands by.
    The right is an advisory lock, so it ends with the connection. Raises ConnectionError when Postgres is not there.
    """
    try:
        conn = psycopg.connect(
            url, autocommit=True, connect_timeout=5, keepalives_idle=10, keepalives_interval=5, keepalives_count=3
        )
    except psycopg.OperationalError as error:
        raise ConnectionError(f"Postgres is not there: {error}") from error
    with conn:
        up()
        yield Lead(conn) if _take(conn, name, channel, stop) else None


def _take(conn: Connection, name: str, channel: str, stop: Event) -> bool:
    while not stop.is_set():
        try:
            row = conn.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", (name,)).fetchone()
            if row and row[0]:
                conn.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
                return True
        except psycopg.OperationalError as error:
            raise ConnectionError(f"Postgres went away: {error}") from error
        stop.wait(STANDBY)
    return False

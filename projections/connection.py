"""Connections to Postgres on which no wait is without end, also when the other side vanished without a word."""

from __future__ import annotations

from typing import Any, TypeVar

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

STATEMENT = 10
"""Seconds that the server gives to a statement."""
ANSWER = 12.0
"""Seconds that we give to the server: it ends a slow statement first, so that only a lost one comes to this."""
PING = 1.0
"""Seconds to find out whether an idle connection still leads somewhere."""
BOUNDS: dict[str, Any] = {
    "connect_timeout": 5,
    "options": f"-c timezone=UTC -c statement_timeout={STATEMENT}s -c lock_timeout=5s "
    "-c idle_in_transaction_session_timeout=10s",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 10_000,  # milliseconds
}
"""libpq's parameters. The kernel finds a dead host with them, but not one that takes bytes and never answers."""

V = TypeVar("V")


class BoundedConnection(Connection[Any]):
    """Closes itself and raises ConnectionError when an answer does not come.

    Not an OperationalError: the event sourcing library would try again ten times what had all its time already.
    """

    patience: float = ANSWER

    def wait(self, gen: PQGen[V], interval: float = 0.1, timeout: float | None = None) -> V:
        """As psycopg waits, but not for ever; a caller's own timeout stays as it is."""
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.patience)
        except OperationalError as error:
            if self.pgconn.transaction_status != TransactionStatus.ACTIVE:
                raise
            self.pgconn.finish()
            raise ConnectionError(f"Postgres did not answer within {self.patience:g} s.") from error


def ping(conn: BoundedConnection) -> None:
    """Whether the connection still leads to a server: raises when not. For a pool's ``check``."""
    conn.patience = PING
    try:
        conn.execute("")
    finally:
        del conn.patience

"""What ingest needs of Postgres: the markers of links, and the totals that lists show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar
from uuid import UUID

import psycopg
from psycopg import Connection
from psycopg_pool import ConnectionPool, PoolTimeout

from projections.links import LinkKey, Totals, link_keys, write_totals

T = TypeVar("T")


class Ingested:
    """On a pool of connections. Raises ConnectionError while Postgres is away."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool

    def links(self, ids: Collection[UUID]) -> dict[UUID, LinkKey]:
        """Of the links that are there."""
        return self._do(lambda conn: link_keys(conn, ids))

    def write(self, rows: Sequence[Totals]) -> None:
        """What lists show from now on."""
        self._do(lambda conn: write_totals(conn, rows))

    def _do(self, work: Callable[[Connection], T]) -> T:
        try:
            with self._pool.connection() as conn:
                return work(conn)
        except (psycopg.OperationalError, PoolTimeout) as error:
            raise ConnectionError(f"Postgres is not there: {error}") from error

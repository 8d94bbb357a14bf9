"""The read models as bytes, to be compared."""

from __future__ import annotations

import psycopg
from psycopg import sql

from adapters.settings import Settings
from projections.view import position_of
from workers.projector import VIEWS


def dump(settings: Settings) -> dict[str, bytes]:
    """Every projected table in the order of its key."""
    tables = [table for view in VIEWS for table in view.tables]
    with psycopg.connect(settings.database_url) as conn:
        return {table: copied(conn, table) for table in tables}


def copied(conn: psycopg.Connection, table: str) -> bytes:
    with (
        conn.cursor() as curs,
        curs.copy(sql.SQL("COPY (SELECT * FROM {} ORDER BY 1) TO STDOUT").format(sql.Identifier(table))) as copy,
    ):
        return b"".join(bytes(block) for block in copy)


def caught_up(settings: Settings, position: int) -> bool:
    """Whether all read models contain this position."""
    with psycopg.connect(settings.database_url) as conn:
        return all(position_of(conn, view.name) >= position for view in VIEWS)

"""Postgres migrations: numbered files, each applied once, in order, in a transaction of its own."""

from __future__ import annotations

from pathlib import Path
from typing import LiteralString, cast

import psycopg

FOLDER = Path(__file__).parent
LOCK = 7_204_001
"""The advisory lock that lets one process migrate while the others wait."""


class MigrationError(Exception):
    """The database and the files do not fit together; the text says what to do."""


def names() -> list[str]:
    """The files, in the order in which they are applied."""
    return sorted(file.name for file in FOLDER.glob("*.sql"))


def applied(conn: psycopg.Connection) -> list[str]:
    """The files that this database has seen already."""
    conn.execute(
        "CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
    )
    return [name for (name,) in conn.execute("SELECT name FROM migrations ORDER BY name")]


def pending(database_url: str) -> list[str]:
    """The files that this database has not seen yet."""
    with psycopg.connect(database_url, connect_timeout=5) as conn:
        done = applied(conn)
    return [name for name in names() if name not in done]


def apply(database_url: str) -> list[str]:
    """Applies what is pending and returns it. Raises MigrationError when the database is newer than the files."""
    with psycopg.connect(database_url, autocommit=True, connect_timeout=5) as conn:
        conn.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        done = applied(conn)
        unknown = sorted(set(done) - set(names()))
        if unknown:
            raise MigrationError(
                f"The database has {', '.join(unknown)}, which this version does not know: upgrade it."
            )
        todo = [name for name in names() if name not in done]
        for name in todo:
            with conn.transaction():
                conn.execute(cast("LiteralString", (FOLDER / name).read_text()))
                conn.execute("INSERT INTO migrations (name) VALUES (%s)", (name,))
        return todo

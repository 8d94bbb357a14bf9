"""Numbered SQL for Postgres and ClickHouse, applied by ``python -m migrations``."""

from __future__ import annotations

from adapters.settings import Settings
from migrations import clickhouse, postgres
from migrations.postgres import MigrationError
from projections.clickhouse import ClickHouseFailed

__all__ = ["MigrationError", "apply"]


def apply(settings: Settings) -> list[str]:
    """Applies what is pending in both databases and returns the names of the files. Safe to repeat and to race.

    Raises MigrationError.
    """
    done = [f"postgres/{name}" for name in postgres.apply(settings.database_url)]
    try:
        return done + [f"clickhouse/{name}" for name in clickhouse.apply(settings.clickhouse_url)]
    except ClickHouseFailed as error:
        raise MigrationError(f"ClickHouse: {error}") from error

"""Numbered SQL for Postgres and ClickHouse, applied by ``python -m migrations``."""

from __future__ import annotations

from adapters.settings import Settings
from migrations import clickhouse, postgres
from migrations.postgres import MigrationError

__all__ = ["MigrationError", "apply"]


def apply(settings: Settings) -> list[str]:
    """Applies what is pending in both databases and returns the names of the files. Safe to repeat and to race."""
    done = [f"postgres/{name}" for name in postgres.apply(settings.database_url)]
    return done + [f"clickhouse/{name}" for name in clickhouse.apply(settings.clickhouse_url)]

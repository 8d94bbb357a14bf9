"""Applies the numbered SQL files of this folder to ClickHouse, each once, and notes it in ``schema_migrations``.

ClickHouse has neither transactions nor locks for DDL. So every statement can be repeated (IF NOT EXISTS, OR REPLACE),
and a file is noted after its last statement: two runners, or one that was killed, end at the same schema.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from projections.clickhouse import ClickHouse, create_database

FOLDER = Path(__file__).parent


class Applied(msgspec.Struct, frozen=True):
    """A file that was applied."""

    name: str


def apply(clickhouse_url: str) -> list[str]:
    """Returns the names of the files applied just now. Raises projections.clickhouse.ClickHouseFailed."""
    create_database(clickhouse_url)
    clickhouse = ClickHouse(clickhouse_url)
    try:
        return [name for name in pending(clickhouse) if run(clickhouse, name)]
    finally:
        clickhouse.close()


def pending(clickhouse: ClickHouse) -> list[str]:
    """The names of the files that are still to be applied, in their order."""
    clickhouse.command(
        "CREATE TABLE IF NOT EXISTS schema_migrations "
        "(name String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3)) ENGINE = ReplacingMergeTree ORDER BY name"
    )
    done = {row.name for row in clickhouse.rows(Applied, "SELECT DISTINCT name FROM schema_migrations")}
    return [path.name for path in sorted(FOLDER.glob("[0-9]*.sql")) if path.name not in done]


def run(clickhouse: ClickHouse, name: str) -> bool:
    """Runs every statement of a file, then notes it."""
    for statement in statements((FOLDER / name).read_text()):
        clickhouse.command(statement)
    clickhouse.insert("schema_migrations", {"name": [name]})
    return True


def statements(text: str) -> list[str]:
    """The statements of a file: each ends with a semicolon at the end of a line."""
    return [part.strip() for part in text.replace(";\n", "\0").split("\0") if part.strip()]

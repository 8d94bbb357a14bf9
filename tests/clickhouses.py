"""A migrated ClickHouse database that one test has to itself."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from adapters.settings import Settings
from migrations import clickhouse as migration
from projections.clickhouse import ClickHouse

TABLES = ("view_events", "session_days", "project_versions", "link_versions", "marker_versions", "catalogue_positions")


@pytest.fixture(scope="session")
def clickhouse_database(migrated_settings: Settings) -> Iterator[str]:
    """The address of a database of this process."""
    url = f"{migrated_settings.clickhouse_url.rpartition('/')[0]}/own_{uuid4().hex}"
    migration.apply(url)
    yield url
    around = ClickHouse(migrated_settings.clickhouse_url)
    around.command(f"DROP DATABASE {ClickHouse(url).database}")
    around.close()


@pytest.fixture
def clickhouse(clickhouse_database: str) -> Iterator[ClickHouse]:
    """A client of it; all tables are empty."""
    found = ClickHouse(clickhouse_database)
    for table in TABLES:
        found.command(f"TRUNCATE TABLE {table}")
    yield found
    found.close()


@pytest.fixture
def clickhouse_url(clickhouse: ClickHouse, clickhouse_database: str) -> str:
    """Its address, as CLICKHOUSE_URL has it; all tables are empty."""
    return clickhouse_database

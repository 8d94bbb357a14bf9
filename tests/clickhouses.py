"""A migrated ClickHouse database that one test has to itself."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from adapters.settings import Settings
from migrations import clickhouse as migration
from projections.clickhouse import ClickHouse


@pytest.fixture
def clickhouse_url(migrated_settings: Settings) -> Iterator[str]:
    """Its address, as CLICKHOUSE_URL has it."""
    url = f"{migrated_settings.clickhouse_url.rpartition('/')[0]}/own_{uuid4().hex}"
    migration.apply(url)
    yield url
    around = ClickHouse(migrated_settings.clickhouse_url)
    around.command(f"DROP DATABASE {ClickHouse(url).database}")
    around.close()


@pytest.fixture
def clickhouse(clickhouse_url: str) -> Iterator[ClickHouse]:
    found = ClickHouse(clickhouse_url)
    yield found
    found.close()

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest

from adapters import wiring
from adapters.settings import Settings
from application.commands import CreateProject
from projections.clickhouse import ClickHouse
from tests.clickhouses import clickhouse, clickhouse_database
from tests.faults.processes import eventually
from tests.loopback import Loopback
from workers import projector

__all__ = ["clickhouse", "clickhouse_database"]


@pytest.fixture
def loopback(clickhouse_database: str) -> Iterator[Loopback]:
    """Between the projector and ClickHouse."""
    port = urlsplit(clickhouse_database).port
    assert port
    proxy = Loopback(port)
    yield proxy
    proxy.close()


@pytest.fixture
def ours(own_settings: Settings, clickhouse_database: str, loopback: Loopback) -> Settings:
    url = clickhouse_database.replace(f":{urlsplit(clickhouse_database).port}/", f":{loopback.port}/")
    return msgspec.structs.replace(own_settings, clickhouse_url=url)


@contextmanager
def projecting(settings: Settings) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=projector.run, args=(settings, stop, lambda: None))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()


def create(settings: Settings, name: str) -> UUID:
    id = uuid4()
    with closing(wiring.application(settings, pool=1)) as app:
        owner = {"account_id": uuid4(), "command_id": uuid4(), "at": datetime.now(UTC)}
        app.execute(CreateProject(project_id=id, name=name, **owner))
    return id


def listed(settings: Settings, id: UUID) -> bool:
    with psycopg.connect(settings.database_url) as conn:
        return conn.execute("SELECT 1 FROM projects WHERE id = %s", (id,)).fetchone() is not None


def test_while_clickhouse_is_away_the_lists_go_on_and_it_catches_up(
    ours: Settings, clickhouse: ClickHouse, loopback: Loopback
):
    def catalogued() -> str:
        return clickhouse.command("SELECT arraySort(groupArray(name)) FROM projects")

    with projecting(ours):
        first = create(ours, "first")
        eventually(lambda: listed(ours, first) and catalogued() == "['first']")
        loopback.mode = "refuse"
        second = create(ours, "second")
        eventually(lambda: listed(ours, second))
        assert catalogued() == "['first']"
        loopback.mode = "pass"
        eventually(lambda: catalogued() == "['first','second']", 60)

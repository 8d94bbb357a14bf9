"""View events: none lost and none counted twice, whatever is killed, away or silent."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest
import redis

from adapters.settings import Settings
from adapters.telemetry.stream_writer import STREAM
from projections.clickhouse import ClickHouse
from tests.clickhouses import clickhouse, clickhouse_database
from tests.faults.processes import eventually, kill, started
from tests.faults.views import expect_exactly, known_to, send
from tests.loopback import Loopback
from workers import ingest

__all__ = ["clickhouse", "clickhouse_database"]


@pytest.fixture
def loopback(clickhouse_database: str) -> Iterator[Loopback]:
    """Between ingest and ClickHouse."""
    port = urlsplit(clickhouse_database).port
    assert port
    proxy = Loopback(port)
    yield proxy
    proxy.close()


@pytest.fixture
def ours(own_settings: Settings, clickhouse: ClickHouse, clickhouse_database: str, loopback: Loopback) -> Settings:
    """Settings whose ClickHouse lies behind the loopback."""
    parts = urlsplit(clickhouse_database)
    url = clickhouse_database.replace(f":{parts.port}/", f":{loopback.port}/")
    return msgspec.structs.replace(own_settings, clickhouse_url=url)


@pytest.fixture
def working(ours: Settings) -> Iterator[None]:
    """Ingest, in a thread."""
    stop = threading.Event()
    thread = threading.Thread(target=ingest.run, args=(ours, stop, lambda: None))
    thread.start()
    yield
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


def backlog(settings: Settings) -> int:
    with redis.Redis.from_url(settings.redis_url) as client:
        return client.xlen(STREAM)


def test_ingest_is_killed_again_and_again(ours: Settings, clickhouse: ClickHouse, tmp_path: Path):
    events, kills = 4000, 6
    dice = random.Random(20261122)
    viewers = threading.Thread(target=send, args=(ours, events), kwargs={"pause": 0.06})
    viewers.start()
    for _ in range(kills):
        with started(ours, "ingest", tmp_path) as process:
            threading.Event().wait(dice.uniform(0.0, 1.6))
            kill(process)
    viewers.join()
    with started(ours, "ingest", tmp_path):
        eventually(lambda: backlog(ours) == 0, 60)
    expect_exactly(clickhouse, events)


@pytest.mark.usefixtures("working")
def test_clickhouse_is_away_for_a_while(ours: Settings, clickhouse: ClickHouse, loopback: Loopback):
    send(ours, 1000)
    loopback.mode = "refuse"
    send(ours, 5000)
    assert backlog(ours) > 0
    loopback.mode = "pass"
    eventually(lambda: backlog(ours) == 0, 60)
    expect_exactly(clickhouse, 5000)


@pytest.mark.usefixtures("working")
def test_answers_are_lost_after_the_insert(
    ours: Settings, clickhouse: ClickHouse, loopback: Loopback, monkeypatch: pytest.MonkeyPatch
):
    # Many small inserts, of which twenty succeed without ingest being told.
    monkeypatch.setattr(ingest, "MOST_ROWS", 50)
    monkeypatch.setattr(ingest, "WAIT", 0.05)
    monkeypatch.setattr(ingest, "FIRST_REST", 0.01)
    loopback.lost, loopback.mode = 20, "lose answers"
    send(ours, 2000)
    eventually(lambda: backlog(ours) == 0, 60)
    assert loopback.lost == 0, "each said that rows were written"
    expect_exactly(clickhouse, 2000)
    clickhouse.command("OPTIMIZE TABLE view_events FINAL")
    assert clickhouse.command("SELECT count() FROM view_events") == "2000"
    assert known_to(clickhouse) == "(2000,2000)"

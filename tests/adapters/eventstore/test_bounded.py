"""The event store while Postgres takes bytes and does not answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import uuid4

import msgspec
import pytest
from eventsourcing.persistence import OperationalError

from adapters.eventstore.environment import postgres
from adapters.settings import Settings
from application.argument import ARgument
from application.commands import CreateProject
from projections.connection import STATEMENT, BoundedConnection
from projections.view import open_pool
from tests.loopback import Loopback
from tests.own import own_settings, template

__all__ = ["own_settings", "template"]


@pytest.fixture
def loopback(own_settings: Settings) -> Iterator[Loopback]:
    """Before Postgres."""
    with closing(Loopback(urlsplit(own_settings.database_url).port or 5432)) as proxy:
        yield proxy


@pytest.fixture
def behind(own_settings: Settings, loopback: Loopback) -> Settings:
    """Settings whose Postgres lies behind the loopback."""
    port = urlsplit(own_settings.database_url).port
    url = own_settings.database_url.replace(f":{port}/", f":{loopback.port}/")
    return msgspec.structs.replace(own_settings, database_url=url)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lost answer is given up sooner: by itself, only after the server has ended a slow statement."""
    assert BoundedConnection.patience > STATEMENT
    monkeypatch.setattr(BoundedConnection, "patience", 3.0)


@pytest.fixture
def app(behind: Settings) -> Iterator[ARgument]:
    with closing(ARgument(postgres(behind.database_url, pool=2))) as app:
        app.position()
        yield app


def wish() -> CreateProject:
    id = uuid4()
    return CreateProject(command_id=uuid4(), at=datetime.now(UTC), account_id=id, project_id=id, name="Posters")


@pytest.mark.usefixtures("impatient")
def test_a_commit_without_an_answer_is_told_and_its_retry_finds_it(app: ARgument, loopback: Loopback):
    command = wish()
    loopback.last = b"COMMIT"
    with pytest.raises(ConnectionError, match="did not answer"):
        app.execute(command)
    loopback.last, loopback.mode = b"", "pass"
    assert app.execute(command) == app.position()
    assert len(app.read(command.project_id)) == 1


def test_idle_connections_into_nowhere_are_replaced_when_there_is_a_way_again(app: ARgument, loopback: Loopback):
    command = wish()
    loopback.mode = "swallow"
    with pytest.raises(OperationalError, match="couldn't get a connection"):
        app.execute(command)
    loopback.mode = "pass"
    app.execute(command)
    assert len(app.read(command.project_id)) == 1


@pytest.mark.usefixtures("impatient")
def test_a_query_without_an_answer_ends(behind: Settings, loopback: Loopback):
    with open_pool(behind.database_url, 1) as pool:
        loopback.last = b"SELECT 4711"
        with pytest.raises(ConnectionError, match="did not answer"), pool.connection() as conn:
            conn.execute("SELECT 4711")
        loopback.last, loopback.mode = b"", "pass"
        with pool.connection() as conn:
            assert conn.execute("SHOW statement_timeout").fetchone() == ("10s",)

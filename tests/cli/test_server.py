from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from adapters.cli.server import NoServer, find_server
from adapters.embedded.birth import birth
from adapters.embedded.server import ServerFile


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The directory of a stack whose supervisor is this very process."""
    return written(tmp_path, pid=os.getpid(), birth=birth(os.getpid()))


def written(folder: Path, *, pid: int, birth: str) -> Path:
    local = ServerFile(
        url="http://127.0.0.1:8123",
        public_url="http://127.0.0.1:8123",
        email="owner@example.org",
        password="secret",
        api_key="local key",
        pid=pid,
        birth=birth,
        started_at=datetime.now(UTC),
        ca="",
        clickhouse=None,
        settings={},
    )
    (folder / "server.json").write_bytes(msgspec.json.encode(local))
    return folder


def test_a_running_stack_is_found_by_its_data_directory(data: Path):
    found = find_server(None, data, {})
    assert (found.url, found.api_key, found.password) == ("http://127.0.0.1:8123", "local key", "secret")


def test_what_a_killed_stack_left_behind_is_no_server(tmp_path: Path):
    with pytest.raises(NoServer, match="make up"):
        find_server(None, written(tmp_path, pid=os.getpid(), birth="long ago"), {})


def test_the_environment_names_the_data_directory(data: Path):
    assert find_server(None, None, {"ARGUMENT_DATA": str(data)}).url == "http://127.0.0.1:8123"


def test_a_named_server_and_its_key_win(data: Path):
    found = find_server("https://ar.example.org/", data, {"ARGUMENT_API_KEY": "key"})
    assert (found.url, found.api_key, found.password) == ("https://ar.example.org", "key", "")


def test_a_key_wins_over_the_account_of_the_running_stack(data: Path):
    assert find_server(None, data, {"ARGUMENT_API_KEY": "key"}).api_key == "key"


def test_a_named_server_without_a_key_never_gets_the_local_password(data: Path):
    with pytest.raises(NoServer, match="ARGUMENT_API_KEY"):
        find_server("https://ar.example.org", data, {})


def test_without_a_server_it_says_how_to_start_one(tmp_path: Path):
    with pytest.raises(NoServer, match="make up"):
        find_server(None, tmp_path, {})

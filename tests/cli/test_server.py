from __future__ import annotations

from pathlib import Path

import pytest

from adapters.cli.server import NoServer, find_server

LOCAL = '{"url": "http://127.0.0.1:8123", "email": "owner@example.org", "password": "secret", "more": 1}'


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "server.json").write_text(LOCAL)
    return tmp_path


def test_a_running_stack_is_found_by_its_data_directory(data: Path):
    found = find_server(None, data, {})
    assert (found.url, found.email, found.password) == ("http://127.0.0.1:8123", "owner@example.org", "secret")


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

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from adapters.cli.export import command
from tests.cli.scripted import HANG_UP, Script, served

LINK = "00000004-0000-4000-8000-000000000000"
PROBLEM = {"type": "about:blank", "title": "x", "status": 409, "code": "nothing_to_export", "detail": "Wait for it."}
FOUND = {"GET /api/v1/links/poster": [(200, {"id": LINK, "slug": "poster"})]}
EXPORT = f"/api/v1/links/{LINK}/export"


def run(script: Script, *more: str) -> tuple[int, Any]:
    """The exit code and the object on stdout."""
    argv = ["poster", "--server", script.url, "--json", *more]
    done = CliRunner().invoke(command, argv, env={"ARGUMENT_API_KEY": "key"})
    return done.exit_code, json.loads(done.stdout)


def test_the_zip_lies_where_it_was_wanted(tmp_path: Path):
    target = tmp_path / "a.zip"
    with served(FOUND | {f"GET {EXPORT}": [(200, "bytes")]}) as script:
        assert run(script, "--out", str(target)) == (0, {"file": str(target), "size": 7})
    assert target.read_bytes() == b'"bytes"'
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_its_name_is_the_slug_and_a_code_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with served(FOUND | {f"GET {EXPORT}": [(200, "bytes")]}) as script:
        assert run(script, "--at", "https://museum.example/")[1]["file"] == "poster.zip"
        assert script.asked[-1].path.endswith("?url=https%3A%2F%2Fmuseum.example%2F")


@pytest.mark.parametrize(
    "trouble",
    [(HANG_UP, {}), (503, PROBLEM | {"code": "unavailable"}), (200, "x", {"Content-Length": 9, "Connection": "close"})],
)
def test_a_transfer_that_breaks_begins_again(tmp_path: Path, trouble: tuple[Any, ...]):
    target = tmp_path / "a.zip"
    with served(FOUND | {f"GET {EXPORT}": [trouble, (200, "whole")]}) as script:
        assert run(script, "--out", str(target))[0] == 0
    assert target.read_bytes() == b'"whole"'


def test_what_cannot_play_leaves_no_file(tmp_path: Path):
    with served(FOUND | {f"GET {EXPORT}": [(409, PROBLEM)]}) as script:
        code, said = run(script, "--out", str(tmp_path / "a.zip"))
    assert code == 1
    assert said["error"]["code"] == "nothing_to_export"
    assert not list(tmp_path.iterdir())

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.cli.main import argument
from adapters.embedded.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "data")
    made.create()
    made.folder("objects")
    return made


def reset(root: Path, *more: str, answer: str = "") -> Result:
    return CliRunner().invoke(argument, ["reset", "--data", str(root), *more], input=answer)


def test_it_asks_and_a_no_keeps_everything(home: Home):
    assert reset(home.root, answer="n\n").exit_code == 1
    assert (home.root / "objects").exists()


def test_a_yes_deletes_everything(home: Home):
    assert reset(home.root, answer="y\n").exit_code == 0
    assert not home.root.exists()


def test_with_yes_it_does_not_ask(home: Home):
    assert reset(home.root, "--yes").exit_code == 0
    assert not home.root.exists()


def test_it_refuses_while_a_system_runs(home: Home):
    assert home.acquire()
    refused = reset(home.root, "--yes")
    home.release()
    assert refused.exit_code == 1
    assert "end it first" in refused.output
    assert home.root.exists()


def test_it_never_touches_a_folder_that_is_not_ours(tmp_path: Path):
    (tmp_path / "thesis.txt").write_text("years of work")
    refused = reset(tmp_path, "--yes")
    assert refused.exit_code == 1
    assert "not an ARgument data directory" in refused.output
    assert (tmp_path / "thesis.txt").exists()


def test_what_is_not_there_needs_no_reset(tmp_path: Path):
    assert reset(tmp_path / "nowhere").exit_code == 0

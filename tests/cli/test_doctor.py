from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from adapters.cli import findings
from adapters.cli.main import argument
from adapters.embedded.credentials import load_credentials
from adapters.embedded.home import Home
from tests.stack import Stack


def answered(answer: str) -> dict[str, dict[str, Any]]:
    return {finding["name"]: finding for finding in json.loads(answer)["findings"]}


def examine(root: Path) -> tuple[int, dict[str, dict[str, Any]]]:
    answer = CliRunner().invoke(argument, ["doctor", "--data", str(root), "--json"])
    return answer.exit_code, answered(answer.stdout)


def test_secrets_that_others_can_read_are_found_and_the_fix_mends_it(tmp_path: Path):
    home = Home(tmp_path)
    home.create()
    load_credentials(home)
    home.credentials.chmod(0o644)
    code, found = examine(tmp_path)
    assert code == 1
    assert found["data directory"]["fix"] == f"chmod 600 {home.credentials}"
    home.credentials.chmod(0o600)
    assert examine(tmp_path)[1]["data directory"]["ok"]


def test_a_folder_with_other_files_is_found(tmp_path: Path):
    (tmp_path / "thesis.txt").write_text("years of work")
    code, found = examine(tmp_path)
    assert (code, found["data directory"]["fix"]) == (1, "Choose another --data.")


def test_a_running_system_is_well_and_every_engine_new_enough(stack: Stack):
    found = answered(stack.run("doctor", "--json").stdout)
    assert all(finding["ok"] for finding in found.values())
    assert {"postgres", "redis", "clickhouse", "s3", "migrations", "projections", "jobs", "secure context"} <= set(
        found
    )
    assert all(found[name]["version"] for name in ("postgres", "redis", "clickhouse", "python"))


def test_the_tracking_core_is_built_and_runs(tmp_path: Path):
    found = examine(tmp_path)[1]["tracking core"]
    assert found["ok"], found
    assert int(found["version"]) >= 1


def test_a_tracking_core_that_is_not_built_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "viewer").mkdir()
    (tmp_path / "viewer" / "__init__.py").touch()
    monkeypatch.delitem(sys.modules, "viewer", raising=False)
    found = findings.tracking_core()
    assert not found.ok
    assert found.fix.startswith("Run make setup")

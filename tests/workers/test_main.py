from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from adapters.settings import Settings
from tests.faults.processes import environment, started
from workers.__main__ import ROLES


def run(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-m", "workers", *arguments]
    return subprocess.run(argv, env=env, capture_output=True, text=True, timeout=60, check=False)


def bare() -> dict[str, str]:
    """No settings at all."""
    return {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "PYTHONPATH"}}


def test_an_unknown_role_is_refused_with_those_there_are():
    for arguments in ([], ["projector,poet"]):
        done = run(*arguments, env=bare())
        assert done.returncode == 2
        assert all(role in done.stderr for role in ROLES)


def test_missing_settings_are_named():
    done = run("relay", env=bare())
    assert done.returncode == 1
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_roles_share_a_process_that_ends_cleanly_and_logs_json(own_settings: Settings, tmp_path: Path):
    with started(own_settings, "projector,relay,media,markers", tmp_path) as process:
        process.terminate()
        assert process.wait(10) == 0
    lines = [json.loads(line) for line in next(tmp_path.glob("*.log")).read_text().splitlines()]
    up = {line["message"] for line in lines if line["message"].endswith(" is up")}
    assert up == {f"{role} is up" for role in ("projector", "relay", "media", "markers")}
    assert not list(tmp_path.glob("argument-work-*"))


def test_a_role_that_dies_ends_the_process_with_its_reason(own_settings: Settings, tmp_path: Path):
    env = {**environment(own_settings), "TMPDIR": str(tmp_path), "REDIS_URL": "nonsense://"}
    done = run("projector,relay", env=env)
    assert done.returncode == 1
    died = [line for line in map(json.loads, done.stdout.splitlines()) if line["level"] == "error"]
    assert any("died" in line["message"] and "Traceback" in line["error"] for line in died)

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from adapters.cli.main import argument
from tests.stack import Stack

ENGINES = {"postgres", "valkey", "clickhouse", "seaweed"}
OURS = {"api", "events", "media", "markers"}


def test_nothing_runs_where_there_is_nothing(tmp_path: Path):
    answer = CliRunner().invoke(argument, ["status", "--data", str(tmp_path), "--json"])
    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["state"] == "stopped"


def test_a_running_system_shows_its_processes_and_addresses(stack: Stack):
    status = json.loads(stack.run("status", "--json").stdout)
    assert (status["state"], status["url"]) == ("ready", stack.url)
    processes = {process["name"]: process for process in status["processes"]}
    assert {name for name, process in processes.items() if process["state"] == "ready"} == ENGINES | OURS
    assert {name: processes[name]["pid"] for name in ENGINES | OURS} == stack.pids()
    assert all(processes[name]["memory"] > 1_000_000 for name in ENGINES | OURS)


def test_people_learn_where_the_credentials_lie_and_how_an_analyst_gets_in(stack: Stack):
    said = stack.run("status").stdout
    assert str(stack.data / "credentials.json") in said
    assert "read-only" in said
    assert "user analyst" in said


def test_a_running_system_is_not_deleted(stack: Stack):
    assert "end it first" in stack.run("reset", "--yes", code=1).stderr

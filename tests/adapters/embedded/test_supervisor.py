from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from adapters.embedded.home import Home
from adapters.embedded.python import python_environment
from adapters.embedded.records import read_records
from tests.stack import eventually

SLEEP = "import time; time.sleep(60)"
SIGN = "import time; time.sleep(0.3); open('server.sign', 'w').close(); time.sleep(60)"
DEAF = (
    "import signal, subprocess, sys, time; signal.signal(15, signal.SIG_IGN);"
    "subprocess.Popen([sys.executable, '-c', 'import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)'],"
    " start_new_session=True); open('server.sign', 'w').close(); time.sleep(60)"
)


class System:
    def __init__(self, data: Path, plan: list[dict[str, Any]]) -> None:
        self.home = Home(data / "home")
        (data / "plan.json").write_text(json.dumps(plan))
        argv = [sys.executable, "-m", "tests.adapters.embedded.small_system", str(data)]
        self.process = subprocess.Popen(argv, env=python_environment(), stdout=subprocess.PIPE, text=True)
        self.said: list[str] = []

    def until(self, line: str) -> list[str]:
        """All that was said up to this line."""
        assert self.process.stdout is not None
        while line not in self.said:
            word = self.process.stdout.readline()
            assert word, self.said
            self.said.append(word.strip())
        return self.said

    def pid(self, name: str) -> int:
        return next((record.pid for record in read_records(self.home) if record.name == name and record.alive()), 0)

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)


Start = Callable[..., System]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    systems: list[System] = []

    def begin(*plan: dict[str, Any]) -> System:
        systems.append(System(tmp_path, list(plan)))
        return systems[-1]

    yield begin
    for system in systems:
        with system.process:
            system.process.terminate()


def test_programs_start_when_those_before_them_are_ready(start: Start):
    system = start(
        {"name": "client", "code": SLEEP, "after": ["tables"]},
        {"name": "tables", "code": "", "once": True, "after": ["server"]},
        {"name": "server", "code": SIGN, "sign": True},
    )
    assert system.until("all ready") == [
        "server starting",
        "server ready",
        "tables starting",
        "tables done",
        "client starting",
        "client ready",
        "all ready",
    ]


def test_what_dies_is_started_again(start: Start):
    system = start({"name": "server", "code": SLEEP}, {"name": "bystander", "code": SLEEP})
    system.until("all ready")
    first, bystander = system.pid("server"), system.pid("bystander")
    os.kill(first, signal.SIGKILL)
    eventually(lambda: system.pid("server") not in (0, first))
    assert system.pid("bystander") == bystander
    record = eventually(lambda: next((r for r in read_records(system.home) if r.name == "server" and r.pid), None))
    assert record.restarts == 1


def test_a_program_that_cannot_start_ends_the_start_and_its_log_says_why(start: Start):
    code = "import sys; sys.exit('no such database')"
    system = start({"name": "server", "code": SLEEP}, {"name": "tables", "code": code, "once": True})
    said = system.until("start failed tables")
    assert said.count("tables restarting") == 4
    assert system.process.wait(timeout=10) == 0
    assert (system.home.logs / "tables.log").read_text().count("no such database") == 4


def test_a_program_that_may_fail_is_left_alone_after_its_tries(start: Start):
    system = start(
        {"name": "server", "code": SIGN, "sign": True},
        {"name": "extra", "code": "import sys; sys.exit(1)", "once": True, "tries": 2, "after": ["server"]},
    )
    system.until("all ready")
    assert system.until("extra failed").count("extra starting") == 2


def test_the_end_takes_the_deaf_and_their_descendants_too(start: Start):
    system = start({"name": "server", "code": DEAF, "sign": True})
    system.until("all ready")
    family = system.family()
    assert len(family) == 2
    system.process.send_signal(signal.SIGINT)
    assert system.until("ended")
    assert not [process for process in family if process.is_running()]


def test_children_die_with_a_killed_supervisor_and_the_next_one_ends_who_did_not(start: Start, tmp_path: Path):
    system = start({"name": "server", "code": DEAF, "sign": True}, {"name": "client", "code": SLEEP})
    system.until("all ready")
    deaf, client = system.pid("server"), system.pid("client")
    system.process.kill()
    eventually(lambda: not psutil.pid_exists(client) or psutil.Process(client).status() == psutil.STATUS_ZOMBIE)
    (tmp_path / "server.sign").unlink()
    again = start({"name": "server", "code": SIGN, "sign": True})
    again.until("all ready")
    assert again.pid("server") != deaf
    assert not psutil.pid_exists(deaf) or psutil.Process(deaf).status() == psutil.STATUS_ZOMBIE


def test_a_second_supervisor_keeps_away(start: Start):
    first = start({"name": "server", "code": SLEEP})
    first.until("all ready")
    assert start({"name": "server", "code": SLEEP}).until("in use") == ["in use"]
    assert first.pid("server")

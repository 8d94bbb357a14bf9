from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil

from adapters.embedded.birth import birth
from adapters.embedded.home import Home
from adapters.embedded.leftovers import end_leftovers
from adapters.embedded.records import Record, read_records, write_record

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, subprocess, sys, time; signal.signal(15, signal.SIG_IGN);"
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'], start_new_session=True);"
    "print('deaf', flush=True); time.sleep(60)",
]


def record(home: Home, process: subprocess.Popen[str], born: str) -> None:
    write_record(home, Record(name="worker", state="ready", pid=process.pid, birth=born))


def start(argv: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, start_new_session=True)


def test_a_process_keeps_its_birth_and_loses_it_when_it_ends():
    with start(SLEEP) as process:
        born = birth(process.pid)
        assert born
        assert birth(process.pid) == born != birth(os.getpid())
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert birth(process.pid) == ""


def test_what_a_killed_supervisor_left_is_ended_with_its_descendants(tmp_path: Path):
    home = Home(tmp_path)
    home.create()
    with start(STUBBORN) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "deaf\n"
        descendant = children(process.pid)[0]
        record(home, process, birth(process.pid))
        assert end_leftovers(home) == ["worker"]
        process.wait(timeout=10)
    assert birth(descendant) == ""
    assert list(read_records(home)) == []


def test_another_process_with_a_recorded_pid_is_left_alone(tmp_path: Path):
    home = Home(tmp_path)
    home.create()
    with start(SLEEP) as process:
        record(home, process, "an earlier birth")
        assert end_leftovers(home) == []
        assert process.poll() is None
        process.kill()


def test_a_torn_record_is_no_record(tmp_path: Path):
    home = Home(tmp_path)
    home.create()
    (home.run / "worker.json").write_text('{"name": "wor')
    assert list(read_records(home)) == []


def children(pid: int) -> list[int]:
    return [child.pid for child in psutil.Process(pid).children(recursive=True)]

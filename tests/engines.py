"""The four real engines for tests: one set for a whole test run, however many processes run it.

The first test that asks starts them; they end with the run, also when it is killed.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from adapters.embedded.birth import birth
from adapters.embedded.python import python_environment

PLACE = "ENGINES_OF_THIS_TEST_RUN"
PREFIX = "argument-tests-"
"""Of the folder of a run that asks for engines; the number of its process follows."""
START = 60.0


def start_engines(data: Path, owner: int | None = None) -> dict[str, str]:
    """Start PostgreSQL, Valkey, the ClickHouse front and SeaweedFS on ``data``; returns the settings that lead to them.

    They run under a supervisor of their own until :func:`stop_engines` or the end of process ``owner`` (default: ours).
    Two processes that ask for the same data at once get the same engines.
    """
    data.mkdir(parents=True, exist_ok=True)
    with (data.parent / f"{data.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = _answer(data)
        if not _supervisor(data):
            answer.unlink(missing_ok=True)
            _spawn(data, owner or os.getpid())
        return _read(data, answer)


def stop_engines(data: Path) -> None:
    """End them and wait until they are gone; nothing when none run."""
    if pid := _supervisor(data):
        born = birth(pid)
        psutil.Process(pid).terminate()
        end = time.monotonic() + 15
        while birth(pid) == born and time.monotonic() < end:
            time.sleep(0.05)


def begin_run() -> None:
    """Name the place of this run's engines, for this process and those it starts; remove what killed runs left."""
    place = Path(tempfile.gettempdir())
    for left in place.glob(f"{PREFIX}*"):
        pid = left.name.removeprefix(PREFIX)
        if pid.isdecimal() and (int(pid) == os.getpid() or not birth(int(pid))):
            shutil.rmtree(left, ignore_errors=True)
    os.environ[PLACE] = json.dumps([str(place / f"{PREFIX}{os.getpid()}"), os.getpid()])


def shared_engines() -> dict[str, str]:
    """The engines of this run, started by the first who asks."""
    folder, owner = json.loads(os.environ[PLACE])
    return start_engines(Path(folder) / "engines", owner)


def end_run() -> None:
    """End this run's engines and forget their data."""
    folder, _ = json.loads(os.environ.pop(PLACE))
    stop_engines(Path(folder) / "engines")
    shutil.rmtree(folder, ignore_errors=True)


def _answer(data: Path) -> Path:
    return data.parent / f"{data.name}.settings"


def _supervisor(data: Path) -> int:
    """Its pid, 0 when it does not run."""
    try:
        pid, born = (data.parent / f"{data.name}.pid").read_text().split()
    except (OSError, ValueError):
        return 0
    return int(pid) if birth(int(pid)) == born else 0


def _spawn(data: Path, owner: int) -> None:
    argv = [sys.executable, "-m", "adapters.embedded", "engines", "--data", str(data), "--until", str(owner)]
    said = data.parent / f"{data.name}.said"
    with _answer(data).open("w") as out, said.open("w") as err:
        process = subprocess.Popen(
            argv, env=python_environment(), stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True
        )
    (data.parent / f"{data.name}.pid").write_text(f"{process.pid} {birth(process.pid)}")
    process.returncode = 0  # it may outlive this process: nobody waits for it here


def _read(data: Path, answer: Path) -> dict[str, str]:
    end = time.monotonic() + START
    while not (text := answer.read_text()).endswith("\n"):
        said = (data.parent / f"{data.name}.said").read_text()
        assert _supervisor(data), f"the engines did not start; look into {data / 'logs'}\n{said}"
        assert time.monotonic() < end, f"the engines are not ready after {START:.0f} s; look into {data / 'logs'}"
        time.sleep(0.05)
    return json.loads(text)

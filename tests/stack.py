"""The whole system as its users start it, `argument up`, on a data directory of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import psutil

from adapters.embedded.home import Home
from adapters.embedded.records import read_records

ARGUMENT = Path(sys.executable).with_name("argument")
START = 90.0
"""Seconds that a first start may take on a busy machine."""

T = TypeVar("T")


def eventually(look: Callable[[], T], seconds: float = 30.0, pause: float = 0.1) -> T:
    """The first answer that is not empty; fails with the last one when the time is up."""
    end = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < end, f"still {seen!r} after {seconds:.0f} s"
        time.sleep(pause)
    return seen


class Stack:
    """Starts, asks, harms and ends one system. ``root`` holds its data directory and what it wrote to its terminal."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        self.url = ""
        self._process: subprocess.Popen[bytes] | None = None

    def ensure(self) -> None:
        """Start it if a test has ended it."""
        if self._process is None or self._process.poll() is not None:
            self.start()

    def start(self, *options: str) -> None:
        """Start it, again on the same port after the first time, and wait until it says that it is ready."""
        port = self.url.rpartition(":")[2] or "0"
        argv = [ARGUMENT, "up", "--data", self.data, "--port", port, *(options or ["--no-sample"])]
        with (self.root / "stdout").open("wb") as out, (self.root / "stderr").open("ab") as err:
            self._process = subprocess.Popen(
                argv, cwd=self.root, env=environment(), stdin=subprocess.DEVNULL, stdout=out, stderr=err
            )
        self.url = eventually(self._ready, START)

    def _ready(self) -> str:
        assert self.process.poll() is None, (self.root / "stderr").read_text()[-4000:]
        first = (self.root / "stdout").read_text().partition("\n")[0]
        return first.removeprefix("ready ") if first.startswith("ready http") else ""

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The supervisor."""
        assert self._process is not None
        return self._process

    def said(self) -> list[str]:
        """The lines on stdout since the last start."""
        return (self.root / "stdout").read_text().splitlines()

    def pids(self) -> dict[str, int]:
        """The processes that the supervisor keeps, by name."""
        return {record.name: record.pid for record in read_records(Home(self.data)) if record.alive()}

    def kill(self, name: str) -> None:
        """Kill -9 one of them, as soon as it is there; another one takes its place."""
        os.kill(eventually(lambda: self.pids().get(name, 0)), signal.SIGKILL)

    def wait_for_another(self, name: str, than: int) -> None:
        """Wait until the process of this name is not the one of before."""
        eventually(lambda: self.pids().get(name, than) != than)

    def kill_supervisor(self) -> None:
        """Kill -9 of the supervisor alone; what it kept dies with it or is dealt with at the next start."""
        self.process.kill()
        self.process.wait()

    def kill_everything(self) -> None:
        """Kill -9 of the supervisor and of all its descendants, in the same moment."""
        family = self.family()
        for process in family:
            process.suspend()
        for process in family:
            process.kill()
        self.process.wait()
        psutil.wait_procs(family, timeout=10)

    def family(self) -> list[psutil.Process]:
        """The supervisor and all that descends from it."""
        supervisor = psutil.Process(self.process.pid)
        return [supervisor, *supervisor.children(recursive=True)]

    def interrupt(self) -> None:
        """Ctrl-C, without waiting."""
        self.process.send_signal(signal.SIGINT)

    def stop(self) -> None:
        """Ctrl-C, and wait for the end."""
        if self._process is not None and self._process.poll() is None:
            self.interrupt()
            self._process.wait(timeout=20)

    def run(self, *arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
        """Run `argument ARGUMENTS --data DATA` and expect this exit code."""
        argv = [ARGUMENT, *arguments, "--data", self.data]
        done = subprocess.run(
            argv, cwd=self.root, env=environment(), capture_output=True, text=True, timeout=240, check=False
        )
        assert done.returncode == code, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def publish(self, picture: Path, video: Path, project: str, *more: str) -> dict[str, Any]:
        """What `argument publish --json` answers."""
        self.ensure()
        return json.loads(self.run("publish", picture, video, "--project", project, "--json", *more).stdout)


def environment() -> dict[str, str]:
    """Ours, without what would lead a command elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("ARGUMENT_")}

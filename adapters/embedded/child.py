"""One supervised program and the process that runs it now."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from adapters.embedded.birth import birth
from adapters.embedded.home import Home
from adapters.embedded.process import signal_group, spawn
from adapters.embedded.program import Program
from adapters.embedded.records import Record, write_record

BACKOFF_FIRST, BACKOFF_MOST, BACKOFF_RESET = 0.2, 10.0, 30.0
LOG_MOST = 16 << 20
SETTLED = ("ready", "done", "failed")


class Child:
    """States: waiting, starting, ready (or done, for a ``once`` program), restarting, failed, stopped."""

    def __init__(self, program: Program, home: Home) -> None:
        self.program = program
        self.name = program.name
        self.log = home.logs / f"{program.name}.log"
        self.state = "waiting"
        self.restarts = 0
        self.failures = 0
        self.started = 0.0
        self.due = 0.0
        self.detail = ""
        self._home = home
        self._process: subprocess.Popen[bytes] | None = None
        self._birth = ""
        self._late = ""

    @property
    def pid(self) -> int:
        """0 when no process runs."""
        return self._process.pid if self._process else 0

    @property
    def settled(self) -> bool:
        """Whether programs that come after it may start."""
        return self.state in SETTLED

    def start(self) -> None:
        """Start the process and record it at once, so that nothing can be left unknown."""
        self._process = spawn(self.program.launch(), self.log, self.program.stop_signal)
        self._birth = birth(self._process.pid)
        self.started = time.monotonic()
        self._late = ""
        self._become("starting")

    def look(self) -> bool:
        """See whether it ended or became ready; true when the state changed."""
        if self._process is None:
            return False
        shorten(self.log)
        code = self._process.poll()
        if code is not None:
            return self._ended(code)
        if self.state == "starting" and not self.program.once:
            return self._look_at_start()
        if self.state == "ready" and self.failures and time.monotonic() - self.started > BACKOFF_RESET:
            self.failures = 0
        return False

    def signal(self, number: signal.Signals | None = None) -> None:
        """Signal the whole process group, by default with the program's own way to end."""
        if self._process:
            signal_group(self._process.pid, number or self.program.stop_signal)

    def ended(self) -> bool:
        """Whether no process is left; for the end, when nothing is restarted."""
        if self._process and self._process.poll() is not None:
            signal_group(self._process.pid, signal.SIGKILL)
            self._process = None
            self._become("stopped")
        return self._process is None

    def last_lines(self, count: int = 6) -> list[str]:
        """The end of its log."""
        if not self.log.exists():
            return []
        with self.log.open("rb") as file:
            file.seek(max(0, self.log.stat().st_size - 8192))
            return file.read().decode(errors="replace").splitlines()[-count:]

    def _look_at_start(self) -> bool:
        if self.program.ready():
            self.detail = ""
            self._become("ready")
            return True
        if time.monotonic() - self.started > self.program.start_seconds:
            self._late = f"not ready after {self.program.start_seconds:.0f} s"
            self.signal(signal.SIGKILL)
        return False

    def _ended(self, code: int) -> bool:
        signal_group(self.pid, signal.SIGKILL)
        self._process = None
        if self.program.once and code == 0:
            self._become("done")
            return True
        self.failures += 1
        self.restarts += 1
        self.detail = self._late or _reason(code)
        if self.failures == self.program.tries:
            self._become("failed")
            return True
        self.due = time.monotonic() + min(BACKOFF_MOST, BACKOFF_FIRST * 2 ** (self.failures - 1))
        self._become("restarting")
        return True

    def _become(self, state: str) -> None:
        self.state = state
        write_record(
            self._home,
            Record(
                name=self.name,
                state=state,
                pid=self.pid,
                birth=self._birth if self.pid else "",
                port=self.program.port,
                restarts=self.restarts,
                stop_signal=int(self.program.stop_signal),
                detail=self.detail,
            ),
        )


def _reason(code: int) -> str:
    return f"ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"


def shorten(log: Path) -> None:
    """Keep one older log of a long one. Copied and emptied, not renamed: the process goes on appending to the file."""
    if log.exists() and log.stat().st_size > LOG_MOST:
        shutil.copy2(log, log.with_suffix(".log.1"))
        os.truncate(log, 0)

"""``python -m workers ROLE[,ROLE]``: the roles share the process, each in a thread, and end together.

Exit 0 after SIGTERM or SIGINT, 1 when a role died or the settings are wrong: whoever supervises starts it again.
Logs go to stdout, a JSON object a line. When all roles are up, the file named by READY_FILE is written.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Event, Lock

from adapters.sandbox.scratch import scratch
from adapters.settings import Settings, SettingsError, load_settings
from workers.logs import log_to_stdout
from workers.together import together

log = logging.getLogger("workers")

ROLES = ("projector", "relay", "ingest", "media", "markers")
"""Each a module here with ``run(settings, stop, up)``: it calls ``up`` when it is ready, and returns after ``stop``."""


class Ready:
    """Writes a file when every role has said that it is up."""

    def __init__(self, roles: list[str], path: str) -> None:
        self._missing = set(roles)
        self._path = path
        self._lock = Lock()

    def up(self, role: str) -> None:
        """This role is ready. Saying it again changes nothing."""
        with self._lock:
            if role in self._missing:
                self._missing.discard(role)
                log.info("%s is up", role)
                if not self._missing and self._path:
                    Path(self._path).touch()


def work(role: str, settings: Settings, stop: Event, up: Callable[[], None]) -> None:
    """Runs one role until ``stop``. Only the chosen roles are imported: each brings its own libraries."""
    try:
        import_module(f"workers.{role}").run(settings, stop, up)
    except Exception:
        log.exception("%s died", role)
        raise


def main(arguments: list[str]) -> int:
    """Runs the roles until a signal or a death, and returns the exit code."""
    roles = [role for argument in arguments for role in argument.split(",")]
    if not roles or set(roles) - set(ROLES):
        sys.stderr.write(f"Name one or more of {', '.join(ROLES)}: python -m workers projector,relay\n")
        return 2
    try:
        settings = load_settings()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    log_to_stdout(settings.log_level, ",".join(roles))
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    ready = Ready(roles, os.environ.get("READY_FILE", ""))
    place = Path(settings.data_dir) / "tmp" if settings.data_dir else None
    try:
        with scratch(place):
            together([partial(work, role, settings, stop, partial(ready.up, role)) for role in roles], stop)
    except Exception:
        return 1
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    logging.shutdown()
    os._exit(code)  # a job that did not end in time is left in its thread; it was given back

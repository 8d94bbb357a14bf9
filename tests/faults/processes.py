"""Workers as processes of their own, which can be killed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from adapters.settings import Settings
from tests.stack import eventually


def environment(settings: Settings) -> dict[str, str]:
    """The variables that lead a process to these settings."""
    given = {name.upper(): getattr(settings, name) for name in settings.__struct_fields__}
    return {**os.environ, **{name: str(value) for name, value in given.items() if isinstance(value, str | int)}}


@contextmanager
def started(settings: Settings, roles: str, folder: Path) -> Iterator[psutil.Popen]:
    """``python -m workers ROLES``, up; whatever the test did to it, it is gone afterwards."""
    ready = folder / f"ready-{roles}-{time.monotonic_ns()}"
    log = folder / f"{roles}.log"
    with log.open("ab") as out:
        env = {**environment(settings), "READY_FILE": str(ready), "TMPDIR": str(folder)}
        process = psutil.Popen([sys.executable, "-m", "workers", roles], env=env, stdout=out, stderr=out)
    try:
        eventually(lambda: ready.exists() or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def kill(process: psutil.Popen) -> list[psutil.Process]:
    """Kill -9 of the process alone; returns what it had started."""
    family = process.children(recursive=True)
    process.kill()
    process.wait()
    return family

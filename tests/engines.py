"""The four real engines for tests, started once by whoever asks and stopped with the asking process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from adapters.embedded.process import spawn_tied

_running: dict[Path, subprocess.Popen[str]] = {}


def start_engines(data: Path) -> dict[str, str]:
    """Start PostgreSQL, Valkey, the ClickHouse front and SeaweedFS on ``data``; returns the settings that lead to them.

    They run in a process of their own that ends with this one, or with :func:`stop_engines`.
    """
    argv = [sys.executable, "-m", "adapters.embedded", "engines", "--data", str(data)]
    process = spawn_tied(argv)
    _running[data] = process
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"The engines did not start: see {data / 'logs'}; exit code {process.wait()}.")
    return json.loads(line)


def stop_engines(data: Path) -> None:
    """End them and wait until they are gone."""
    process = _running.pop(data)
    process.terminate()
    process.wait(timeout=15)
    if process.stdout:
        process.stdout.close()

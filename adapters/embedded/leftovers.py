"""Ending what an earlier supervisor of the same data directory left behind when it was killed."""

from __future__ import annotations

import contextlib
import signal

import psutil

from adapters.embedded.home import Home
from adapters.embedded.process import signal_group
from adapters.embedded.records import Record, clear_records, read_records

GRACE = 2.0


def end_leftovers(home: Home) -> list[str]:
    """End each recorded process that still is the one recorded, with all its descendants; returns their names.

    The caller holds the lock, so no supervisor is there to start them again.
    """
    left = [record for record in read_records(home) if record.alive()]
    family = [process for record in left for process in _family(record)]
    for record in left:
        signal_group(record.pid, signal.Signals(record.stop_signal))
    _, stubborn = psutil.wait_procs(family, timeout=GRACE)
    for process in stubborn:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(stubborn, timeout=GRACE)
    clear_records(home)
    return [record.name for record in left]


def _family(record: Record) -> list[psutil.Process]:
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(record.pid)
        return [process, *process.children(recursive=True)]
    return []

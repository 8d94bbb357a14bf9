"""A process told apart from a later one with the same pid."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil


def birth(pid: int) -> str:
    """A word that only this process has; empty when there is none, or only its zombie.

    On Linux the boot's id and the start in clock ticks since then (field 22 of ``/proc/PID/stat``): unlike a wall-clock
    start time it does not move when the clock is set.
    """
    if not sys.platform.startswith("linux"):
        return _birth_by_clock(pid)
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except (OSError, ValueError):
        return ""
    return "" if state in "ZX" else f"{boot}:{fields[18]}"


def _birth_by_clock(pid: int) -> str:
    try:
        process = psutil.Process(pid)
        return "" if process.status() == psutil.STATUS_ZOMBIE else f"{process.create_time():.0f}"
    except psutil.Error:
        return ""

"""How a process that compiles behaves: one thread, no memory asked for twice, and its peak told."""

from __future__ import annotations

import ctypes
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # malloc.h
LARGEST_KEPT = 1 << 25
"""glibc takes no higher threshold for mapping."""


@contextmanager
def lean() -> Iterator[None]:
    """Raises MemoryError also where OpenCV finds none."""
    cv2.setNumThreads(1)
    _keep_freed_memory()
    try:
        yield
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError from error
        raise


def _keep_freed_memory() -> None:
    """Arrays are freed and made by the hundred; glibc would map each large one anew and have it zeroed page by page."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        for option in (M_TRIM_THRESHOLD, M_MMAP_THRESHOLD):
            if mallopt:
                mallopt(option, LARGEST_KEPT)


def peak_memory() -> float:
    """The most that this process had resident, MiB."""
    return round((_peak_of_linux() or _peak_of_others()) / (1 << 20), 1)


def _peak_of_linux() -> int:
    """Bytes, 0 on other systems. ``ru_maxrss`` would count the parent's memory too: a child has it until it execs."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0
    lines = status.read_bytes().splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(b"VmHWM:")), 0)


def _peak_of_others() -> int:
    """Bytes; macOS counts in bytes, others in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

"""How a process that compiles behaves: one thread, no memory asked for twice, and its peak told."""

from __future__ import annotations

import ctypes
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager

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
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / (1 << 20), 1)

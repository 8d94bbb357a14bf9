"""``python -m adapters.markers PICTURE OUT [--max-side N] [--dpi N] [--engines planar,nft]``: its marker in OUT."""

from __future__ import annotations

import ctypes
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import msgspec

from adapters import sandbox
from adapters.markers.compiled import Compiled
from adapters.markers.engines import ENGINES, compile_marker
from adapters.markers.picture import load
from application.ports import Progress

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # malloc.h
LARGEST_KEPT = 1 << 25
"""glibc takes no higher threshold for mapping."""


class Options(msgspec.Struct, frozen=True):
    """What the child may be told besides the two paths; the engines with commas.

    ``explain`` also finds out why the score is no better.
    """

    max_side: int | None = None
    dpi: int | None = None
    engines: str = ",".join(ENGINES)
    explain: bool = False


def work(argv: Sequence[str], progress: Progress) -> Compiled:
    """Compile the picture; times and memory are those of this process."""
    picture_file, out, options = _asked(argv)
    cv2.setNumThreads(1)
    _keep_freed_memory()
    progress("read", 0.0)
    try:
        picture = load(picture_file, max_side=options.max_side, dpi=options.dpi)
        engines = options.engines.split(",")
        compiled = compile_marker(picture, out, engines, progress, explain=options.explain)
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError from error
        raise
    return msgspec.structs.replace(compiled, cpu_seconds=round(time.process_time(), 3), peak_memory_mb=_peak_memory())


def _asked(argv: Sequence[str]) -> tuple[Path, Path, Options]:
    """The compiler's own parent is who calls, and argparse takes longer to load than a thumbnail to compile."""
    picture, out, *rest = argv
    named = {
        name.removeprefix("--").replace("-", "_"): value for name, value in zip(rest[::2], rest[1::2], strict=True)
    }
    return Path(picture), Path(out), msgspec.convert(named, Options, strict=False)


def _keep_freed_memory() -> None:
    """Arrays are freed and made by the hundred; glibc would map each large one anew and have it zeroed page by page."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        for option in (M_TRIM_THRESHOLD, M_MMAP_THRESHOLD):
            if mallopt:
                mallopt(option, LARGEST_KEPT)


def _peak_memory() -> float:
    """Linux counts in KiB, macOS in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / (1 << 20), 1)


if __name__ == "__main__":
    sandbox.child(work)

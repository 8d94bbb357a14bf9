"""``python -m adapters.markers PICTURE OUT [--max-side N] [--dpi N]``: a picture in, its marker files in OUT."""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import msgspec

from adapters import sandbox
from adapters.markers.compiled import CompiledNft
from adapters.markers.nft import compile_nft
from adapters.markers.picture import load
from application.ports import Progress


def work(argv: Sequence[str], progress: Progress) -> CompiledNft:
    """Parse the command line and compile the picture; times and memory are those of this process."""
    parser = argparse.ArgumentParser(prog="python -m adapters.markers")
    parser.add_argument("picture", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--max-side", type=int)
    parser.add_argument("--dpi", type=int)
    asked = parser.parse_args(argv)
    cv2.setNumThreads(1)
    progress("read", 0.0)
    try:
        picture = load(asked.picture, max_side=asked.max_side, dpi=asked.dpi)
        compiled = compile_nft(picture, asked.out, progress)
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError from error
        raise
    return msgspec.structs.replace(compiled, cpu_seconds=round(time.process_time(), 3), peak_memory_mb=_peak_memory())


def _peak_memory() -> float:
    """Linux counts in KiB, macOS in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / (1 << 20), 1)


if __name__ == "__main__":
    sandbox.child(work)

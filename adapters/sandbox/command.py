"""The command lines and the environment of bounded processes."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from adapters.sandbox.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
PROLOGUE = Path(__file__).with_name("prologue.py")
INHERITED = ("PATH", "LANG", "LC_ALL", "FFMPEG", "FFPROBE")
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def tied(command: Sequence[str]) -> list[str]:
    """``command`` so that it dies with the process that starts it: for what a bounded process starts itself."""
    return [*_prologue({"parent": os.getpid()}), "", *command]


def bounded(module: str, args: Sequence[str], limits: Limits) -> list[str]:
    """``python -m module args`` within the limits, without a network and tied to this process."""
    orders = {
        "parent": os.getpid(),
        "nice": limits.nice,
        "offline": 1,
        "cpu": limits.cpu_seconds,
        "memory": limits.memory_mb,
        "addresses": limits.addresses_mb,
        "file": limits.file_mb,
    }
    return [*_prologue(orders), os.pathsep.join(_search_path()), module, *args]


def _search_path() -> list[str]:
    """Where this process finds modules, the project first. Its working directory is no place for them."""
    chosen = [str(ROOT), *os.environ.get("PYTHONPATH", "").split(os.pathsep), *sys.path]
    return [place for place in dict.fromkeys(chosen) if Path(place).is_absolute()]


def clean(environ: Mapping[str, str], scratch: str) -> dict[str, str]:
    """What a tool needs of the environment and no secret besides; ``scratch`` is its home and its temporary folder."""
    kept = {name: value for name, value in environ.items() if name in INHERITED or name.startswith("PYTHON")}
    path = os.pathsep.join(filter(None, [str(ROOT), environ.get("PYTHONPATH")]))
    chosen = {name: value for name, value in environ.items() if name.startswith("OPENBLAS_")}
    return ONE_THREAD | kept | chosen | {"PYTHONPATH": path, "HOME": scratch, "TMPDIR": scratch}


def _prologue(orders: Mapping[str, int]) -> list[str]:
    return [sys.executable, "-I", "-S", str(PROLOGUE), ",".join(f"{name}={each}" for name, each in orders.items())]

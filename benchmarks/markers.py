"""The marker compiler beside its peer: ``python -m benchmarks.markers [PICTURE...] [--keep FOLDER]``.

The peer is @webarkit/nft-marker-creator-app, ARToolKit's own code in WebAssembly, installed with npm into a cache
folder. Both compile the same files in the same run with default options, one after the other, each in one process on
one thread; times are the CPU seconds of the whole process, start-up included, ours as the worker starts it, the median
of several runs. Ends with 1 when a goal is missed: at most 1/40 of the peer's CPU seconds, 1/80 from 2000 pixels on,
the same image set, the same counts, 99 % of the points, half a bit of 666 a descriptor.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from adapters.markers.compiler import LIMITS
from adapters.markers.formats import fset, fset3
from adapters.markers.picture import load
from adapters.sandbox.command import bounded
from tests.adapters.markers.agreement import hamming, matched
from tests.adapters.markers.pictures import shipped

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "benchmarks" / "markers"
PEER = "@webarkit/nft-marker-creator-app"
VERSION = "0.4.0"
PICTURES = ("astronaut.png", "chelsea.png", "coffee.png")
ENDINGS = (".iset", ".fset", ".fset3")
RUNS = 5
"""So short a run of ours is measured more than once, and the median counts."""

GOAL_RATIO, GOAL_LARGE, LARGE = 40, 80, 2000
"""How many times less CPU than the peer; the second goal is for pictures of so many pixels a side."""

GOAL_SHARE, GOAL_BITS = 0.99, 0.5


class Cost(NamedTuple):
    """CPU and wall seconds, and the most MiB resident."""

    cpu: float
    wall: float
    memory: float


class Agreement(NamedTuple):
    """Image sets and counts equal; shares of templates and key points found again; mean Hamming distance."""

    iset: bool
    counts: bool
    pixels: float
    keypoints: float
    bits: float

    def reached(self) -> bool:
        return self.iset and self.counts and min(self.pixels, self.keypoints) >= GOAL_SHARE and self.bits <= GOAL_BITS


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.markers", description=__doc__)
    parser.add_argument("pictures", nargs="*", type=Path, default=[shipped(name) for name in PICTURES])
    parser.add_argument("--keep", type=Path, default=CACHE / "peer-files", help="where the peer's files are left")
    asked = parser.parse_args()
    peer = installed()
    rows = []
    for picture in asked.pictures:
        print(f"{picture.name}: the peer, then ours", file=sys.stderr)
        theirs = by_peer(peer, picture.resolve(), asked.keep)
        ours = by_us(picture.resolve(), CACHE / "our-files")
        rows.append((picture, theirs, ours, agreement(asked.keep / picture.stem, CACHE / "our-files" / picture.stem)))
    Console(width=170).print(table(rows))
    sys.exit(not all(theirs.cpu >= goal(picture) * ours.cpu and same.reached() for picture, theirs, ours, same in rows))


def goal(picture: Path) -> int:
    return GOAL_LARGE if max(load(picture).grey.shape) >= LARGE else GOAL_RATIO


def installed() -> Path:
    """The peer's own folder, in which it wants to be run."""
    if not (CACHE / "node_modules" / PEER).is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        npm = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(CACHE), f"{PEER}@{VERSION}"]
        subprocess.run(npm, check=True, stdout=subprocess.DEVNULL, env=environment())
    return CACHE / "node_modules" / PEER / "src"


def environment() -> dict[str, str]:
    """Node and npm of the virtual environment, if it has them, go before the system's."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return os.environ | {"PATH": path, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}


def by_peer(peer: Path, picture: Path, keep: Path) -> Cost:
    """It reads pictures beside itself and writes below itself."""
    shutil.copy(picture, peer / picture.name)
    cost = measured(["node", "NFTMarkerCreator.js", "-i", picture.name, "-noConf"], peer)
    keep.mkdir(parents=True, exist_ok=True)
    for ending in ENDINGS:
        shutil.move(peer / "output" / f"{picture.stem}{ending}", keep / f"{picture.stem}{ending}")
    return cost


def by_us(picture: Path, out: Path) -> Cost:
    command = bounded("adapters.markers", [str(picture), str(out), "--engines", "nft"], LIMITS)
    cost = sorted(measured(command, ROOT) for _ in range(RUNS))[RUNS // 2]
    for ending in ENDINGS:
        (out / f"target{ending}").replace(out / f"{picture.stem}{ending}")
    return cost


def measured(command: Sequence[str], folder: Path) -> Cost:
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss / unit)


def agreement(theirs: Path, ours: Path) -> Agreement:
    images, tracking, keypoints = (
        tuple(files.with_suffix(ending).read_bytes() for files in (theirs, ours)) for ending in ENDINGS
    )
    templates = [fset.read(data) for data in tracking]
    pixels = [
        {(s.scale, *map(int, xy)) for s in scales for xy in s.points[["x", "y"]].tolist()} for scales in templates
    ]
    points = [fset3.read(data).points for data in keypoints]
    index = matched(points[0], points[1])
    both = index >= 0
    counts = [
        ([len(scale.points) for scale in scales], np.bincount(found["scale"]).tolist())
        for scales, found in zip(templates, points, strict=True)
    ]
    return Agreement(
        iset=images[0] == images[1],
        counts=counts[0] == counts[1],
        pixels=len(pixels[0] & pixels[1]) / max(len(pixels[0]), 1),
        keypoints=float(both.mean()),
        bits=float(hamming(points[0]["descriptor"][both], points[1]["descriptor"][index[both]]).mean()),
    )


def table(rows: Sequence[tuple[Path, Cost, Cost, Agreement]]) -> Table:
    found = Table(title=f"Marker compilers: {PEER} {VERSION} and ours")
    heads = ("peer CPU s", "ours CPU s", "ratio", "peer wall s", "ours wall s", "peer MB", "ours MB")
    for head in ("picture", *heads, ".iset same", "counts same", ".fset same", ".fset3 same", "bits apart"):
        found.add_column(head, justify="left" if head == "picture" else "right")
    for picture, theirs, ours, same in rows:
        costs = (f"{theirs.cpu:.1f}", f"{ours.cpu:.2f}", f"{theirs.cpu / ours.cpu:.0f}")
        walls = (f"{theirs.wall:.1f}", f"{ours.wall:.2f}", f"{theirs.memory:.0f}", f"{ours.memory:.0f}")
        exact = ("yes" if same.iset else "no", "yes" if same.counts else "no")
        found.add_row(
            picture.name, *costs, *walls, *exact, f"{same.pixels:.2%}", f"{same.keypoints:.2%}", f"{same.bits:.4f}"
        )
    return found


if __name__ == "__main__":
    main()

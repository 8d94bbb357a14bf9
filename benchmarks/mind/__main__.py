"""The compiler of MindAR's targets beside MindAR's own: ``python -m benchmarks.mind [PICTURE...] [--keep FOLDER]``.

Both compile the same pixels in the same run, one after the other, each in one process on one thread, without a cap.
CPU seconds are of the whole process, start-up included, ours as the worker starts it and the median of several runs;
and of compiling alone, in a fresh process as well. Ends with 1 when a goal is missed: at most 1/30 of the peer's CPU
seconds, 1/50 from 2000 pixels on; the same images and counts, trees equal, half a bit of 666 a descriptor.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from adapters.markers.compiler import LIMITS
from adapters.markers.formats import mind
from adapters.markers.picture import load
from adapters.sandbox.command import bounded
from benchmarks.markers import CACHE, PICTURES, ROOT, RUNS, Cost, environment, measured
from benchmarks.mind.peer import by_peer, installed
from benchmarks.tracking.engines.mind import VERSION
from tests.adapters.markers.mind.agreement import counts, hamming, pairs, same, trees
from tests.adapters.markers.pictures import SHARED, shipped

GOAL, GOAL_LARGE, LARGE = 30, 50, 2000
GOAL_SHARE, GOAL_BITS = 0.99, 0.5
WIDTH = 150
"""Characters of the table."""


class Row(NamedTuple):
    """Costs of whole processes, CPU seconds of compiling alone, and how well the files agree."""

    picture: Path
    theirs: Cost
    ours: Cost
    their_own: float
    our_own: float
    tracking: bool
    points: float
    bits: float
    trees: bool

    def reached(self) -> bool:
        goal = GOAL_LARGE if max(load(self.picture).grey.shape) >= LARGE else GOAL
        agree = self.tracking and self.trees and self.points >= GOAL_SHARE and self.bits <= GOAL_BITS
        return agree and self.theirs.cpu >= goal * self.ours.cpu


def main() -> None:
    if sys.argv[1:2] == ["--alone"]:
        sys.exit(alone(Path(sys.argv[2])))
    large = SHARED / "pictures" / "pinball.jpg"
    default = [*map(shipped, PICTURES), *([large] if large.is_file() else [])]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mind", description=__doc__)
    parser.add_argument("pictures", nargs="*", type=Path, default=default)
    parser.add_argument("--keep", type=Path, default=CACHE / "peer-files", help="where the peer's files are left")
    asked = parser.parse_args()
    installed()
    rows = [compared(picture.resolve(), asked.keep) for picture in asked.pictures]
    Console(width=WIDTH).print(table(rows))
    sys.exit(not all(row.reached() for row in rows))


def compared(picture: Path, keep: Path) -> Row:
    print(f"{picture.name}: the peer, then ours", file=sys.stderr)
    file, folder = keep / f"{picture.stem}.mind", CACHE / "our-files"
    theirs, their_own = by_peer(picture, file)
    command = bounded("adapters.markers", [str(picture), str(folder), "--engines", "mind"], LIMITS)
    ours = sorted(measured(command, ROOT) for _ in range(RUNS))[RUNS // 2]
    (one,), (other,) = (mind.read(path.read_bytes()) for path in (file, folder / "target.mind"))
    found = list(pairs(one, other)) if counts(one) == counts(other) else []
    return Row(
        picture=picture,
        theirs=theirs,
        ours=ours,
        their_own=their_own,
        our_own=sorted(alone_elsewhere(picture) for _ in range(RUNS))[RUNS // 2],
        tracking=one.tracking_data == other.tracking_data,
        points=sum(same(*pair) for pair in found) / max(len(found), 1),
        bits=sum(hamming(*pair) for pair in found) / max(len(found), 1),
        trees=trees(one) == trees(other),
    )


def alone_elsewhere(picture: Path) -> float:
    command = [sys.executable, "-m", "benchmarks.mind", "--alone", str(picture)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), check=True, capture_output=True, text=True)
    return float(done.stdout)


def alone(picture: Path) -> None:
    """Prints the CPU seconds of compiling a picture that is loaded already, for the first time in this process."""
    import cv2

    from adapters.markers.mind.compile import compile_target

    cv2.setNumThreads(1)
    grey, began = load(picture).grey, time.process_time()
    mind.write([compile_target(grey, lambda *_: None)])
    print(time.process_time() - began)


def table(rows: Sequence[Row]) -> Table:
    found = Table(title=f"Compilers of MindAR targets: mind-ar {VERSION} and ours, CPU seconds")
    heads = ("peer", "ours", "ratio", "peer alone", "ours alone", "ratio", "peer MB", "ours MB")
    for head in ("picture", *heads, "tracking same", "points same", "bits apart", "trees same"):
        found.add_column(head, justify="left" if head == "picture" else "right")
    for row in rows:
        whole = (f"{row.theirs.cpu:.1f}", f"{row.ours.cpu:.2f}", f"{row.theirs.cpu / row.ours.cpu:.0f}")
        own = (f"{row.their_own:.1f}", f"{row.our_own:.3f}", f"{row.their_own / row.our_own:.0f}")
        memory = (f"{row.theirs.memory:.0f}", f"{row.ours.memory:.0f}")
        agree = ("yes" if row.tracking else "no", f"{row.points:.2%}", f"{row.bits:.4f}", "yes" if row.trees else "no")
        found.add_row(row.picture.name, *whole, *own, *memory, *agree)
    return found


if __name__ == "__main__":
    main()

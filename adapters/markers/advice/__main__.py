"""``python -m adapters.markers.advice``: what would make a picture better, and the change itself.

advise PICTURE TARGET OTHERS    PICTURE's planar target, and a folder of those of other pictures
change PICTURE PROPOSAL OUT     a proposal as JSON; OUT is the PNG file to write
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import msgspec
import numpy as np

from adapters import sandbox
from adapters.markers.advice.advisor import Changed
from adapters.markers.advice.details import details
from adapters.markers.advice.likeness import alike_any
from adapters.markers.advice.proposals import apply, propose
from adapters.markers.advice.proposals.propose import Colour
from adapters.markers.advice.rating import score_of
from application.ports import Advice, InputRejected, Likeness, Progress
from domain.quality import Proposal

RATINGS = 7
"""The picture's own and those of six changes, at most."""


def work(argv: Sequence[str], progress: Progress) -> msgspec.Struct:
    """Do what the first argument says."""
    cv2.setNumThreads(1)
    match argv:
        case ["advise", picture, target, others]:
            return advise(opened(Path(picture)), Path(target).read_bytes(), Path(others), progress)
        case ["change", picture, proposal, out]:
            return change(opened(Path(picture)), msgspec.json.decode(proposal, type=Proposal), Path(out))
        case _:
            raise SystemExit(__doc__)


def advise(picture: Colour, target: bytes, others: Path, progress: Progress) -> Advice:
    """Compare with the others, then try what could be changed."""
    progress("compare", 0.0)
    files = {file.stem: file.read_bytes() for file in sorted(others.iterdir())}
    alike = tuple(
        Likeness(name=name, likeness=found.score, turned=found.turned) for name, found in alike_any(target, files)
    )
    rated = 0

    def rate(version: Colour) -> int:
        nonlocal rated
        rated += 1
        progress("improve", min(rated / RATINGS, 1.0))
        return score_of(version)

    proposals = propose(picture, details(target), rate)
    return Advice(proposals=proposals, alike=alike, cpu_seconds=round(time.process_time(), 3))


def change(picture: Colour, proposal: Proposal, out: Path) -> Changed:
    """Write the changed picture."""
    changed = apply(picture, proposal)
    if not cv2.imwrite(str(out), changed):
        raise OSError(f"{out} cannot be written")
    return Changed(width=changed.shape[1], height=changed.shape[0])


def opened(path: Path) -> Colour:
    """BGR, upright. Raises InputRejected: unreadable."""
    pixels = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if pixels is None:
        raise InputRejected("unreadable", "The picture is damaged.")
    return np.asarray(pixels, np.uint8)


if __name__ == "__main__":
    sandbox.child(work)

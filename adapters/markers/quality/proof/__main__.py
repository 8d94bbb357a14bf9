"""``python -m adapters.markers.quality.proof [PICTURE TARGET]``: proves that PICTURE is found by its planar target.

Without arguments it tells what a proof would be good for.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import msgspec

from adapters import sandbox
from adapters.markers.picture import load
from adapters.markers.quality.proof import proof_version, prove
from adapters.markers.quality.proof.proof import Proof
from adapters.markers.quality.version import Version
from adapters.tracking.workbench import Workbench
from application.ports import InputRejected, Progress


def work(argv: Sequence[str], progress: Progress) -> msgspec.Struct:
    """The proof, or the version of proofs."""
    if not argv:
        return Version(version=proof_version())
    picture, target = map(Path, argv)
    return proof_of(picture, target.read_bytes(), progress)


def proof_of(picture: Path, target: bytes, progress: Progress) -> Proof:
    """Raises InputRejected when the core of this version does not read the target."""
    cv2.setNumThreads(1)
    known = Workbench().read(target)
    if isinstance(known, int):
        raise InputRejected("target_unreadable", "The tracker of this version does not read the marker's file.")
    height, width = known["picture_height"], known["picture_width"]
    found = prove(
        load(picture, max_side=int(max(height, width))).filmed,
        target,
        print_width_mm=float(known["print_width"]),
        progress=progress,
    )
    assert found is not None, "only `stopped` ends a proof early"
    return msgspec.structs.replace(found, cpu_seconds=round(time.process_time(), 3))


if __name__ == "__main__":
    sandbox.child(work)

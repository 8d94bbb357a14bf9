"""``python -m adapters.markers.mind OUT SIDE PICTURE...``: all pictures in one file in OUT.

SIDE is the longest that a picture may have, pixels; a longer one is shrunk; 0 for any.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from adapters import sandbox
from adapters.markers.compiled import Member, Together
from adapters.markers.formats.mind import Target
from adapters.markers.mind.compile import compile_target
from adapters.markers.mind.marker import counted, write
from adapters.markers.picture import load
from adapters.markers.process import lean, peak_memory
from application.ports import InputRejected, Progress


def work(argv: Sequence[str], progress: Progress) -> Together:
    """Compile the pictures. Raises InputRejected for the first that is no target, with its name."""
    out, side, *pictures = argv
    with lean():
        targets = [
            _target(Path(picture), int(side) or None, _part(progress, index, len(pictures)))
            for index, picture in enumerate(pictures)
        ]
        file = write(targets, Path(out))
    return Together(
        targets=tuple(_member(target) for target in targets),
        file=file,
        cpu_seconds=round(time.process_time(), 3),
        peak_memory_mb=peak_memory(),
    )


def _target(picture: Path, side: int | None, progress: Progress) -> Target:
    try:
        return compile_target(load(picture, max_side=side).grey, progress)
    except InputRejected as why:
        raise InputRejected(why.code, f"{picture.name}: {why.detail}") from why


def _part(progress: Progress, index: int, number: int) -> Progress:
    return lambda step, share: progress(step, (index + share) / number)


def _member(target: Target) -> Member:
    keypoints, points = counted(target)
    size = target.target_image
    return Member(width=size.width, height=size.height, keypoints=keypoints, points=points)


if __name__ == "__main__":
    sandbox.child(work)

"""How well pictures are found in videos: ``python -m benchmarks.fitting [--each N] [--only KIND]``.

Each video is made from a known place, coded as H.264 and searched by the product's own function. The error is the
largest distance, over all of the picture that the video shows, between where the settings put it and where it is, as
a share of the picture's diagonal. Ends with 1 when a place is off by more than 1 %, when more than 1 of 10 that could
be found is not, or when something is accepted that must be refused.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from rich.console import Console
from rich.table import Table

from adapters.markers.fitting.arrays import Grey, Matrix
from adapters.markers.fitting.find import find
from adapters.markers.fitting.frames import opened
from adapters.markers.fitting.layout import inverse, mapped, matrix_of, visible
from application.ports import InputRejected
from benchmarks.fitting.corpus import EACH, KINDS, negatives, positives
from benchmarks.fitting.pairs import FPS, STILL, Pair, bending, picture, write
from domain.values import VideoFit

GOAL, FOUND = 0.01, 0.9


class Outcome(NamedTuple):
    """Errors are shares of the diagonal; ``late`` is seconds after the picture's first frame."""

    kind: str
    picture: str
    pair: Pair
    error: float | None
    expected: float
    late: float
    cpu: float
    refused: str


def main() -> int:
    """Prints both tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fitting", description=__doc__)
    parser.add_argument("--each", type=int, default=EACH, help="videos of each kind")
    parser.add_argument(
        "--only", choices=[*KINDS, *dict.fromkeys(kind for kind, _, _ in negatives())], help="one kind alone"
    )
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    console = Console(width=130)
    found = [measured(kind, pair.picture, pair) for kind, pair in positives(asked.each) if asked.only in (None, kind)]
    wrong = [measured(*case) for case in negatives() if asked.only in (None, case[0])]
    for outcome in found:
        if outcome.refused or (outcome.error or 0) > GOAL:
            console.print(outcome)
    for outcome in wrong:
        if outcome.error is not None:
            console.print(outcome)
    if found:
        console.print(positives_table(found))
    if wrong:
        console.print(negatives_table(wrong))
    errors = [outcome.error for outcome in found if outcome.error is not None]
    held = not found or (max(errors, default=1) <= GOAL and len(errors) >= FOUND * len(found))
    return 0 if held and all(outcome.error is None for outcome in wrong) else 1


def measured(kind: str, name: str, pair: Pair) -> Outcome:
    """The search for the picture of this name in the pair's video."""
    print(f"{kind}: {name}", file=sys.stderr)
    grey = np.asarray(cv2.cvtColor(picture(name), cv2.COLOR_BGR2GRAY), np.uint8)
    with tempfile.TemporaryDirectory() as folder:
        path = write(pair, Path(folder) / "video.mp4")
        began = time.process_time()
        try:
            with opened(path) as film:
                fit = find(grey, film, lambda *_: None)
        except InputRejected as refused:
            return Outcome(kind, name, pair, None, 0, 0, time.process_time() - began, refused.code)
    cpu = time.process_time() - began
    return Outcome(kind, name, pair, error(pair, fit, grey), fit.error, late(pair, fit), cpu, "")


def error(pair: Pair, fit: VideoFit, grey: Grey) -> float:
    """The largest distance between where the settings put a point of the picture and where it is."""
    size = (grey.shape[1], grey.shape[0])
    points = visible(pair.matrix, size, pair.frame)
    back = inverse(matrix_of(fit, size, pair.frame))
    found = mapped(back, truth(pair, grey)(points))
    return float(np.linalg.norm(found - points, axis=1).max() / np.hypot(*size))


def truth(pair: Pair, grey: Grey) -> Callable[[Matrix], Matrix]:
    """Where points of the picture are in the frame, slant included."""
    whole = np.vstack([pair.matrix, (0, 0, 1)]) @ bending(pair, grey)
    return lambda points: cv2.perspectiveTransform(points[None], whole)[0]


def late(pair: Pair, fit: VideoFit) -> float:
    """Seconds from the frame in which the picture appears to the one that it starts with; 0 within the fade."""
    first = np.ceil(pair.before * FPS - 1e-9) / FPS
    shown = np.floor(fit.start * FPS + 1e-6) / FPS
    return 0.0 if pair.fade and 0 <= shown - first <= max(STILL, pair.fade) else float(shown - first)


def positives_table(outcomes: list[Outcome]) -> Table:
    """By kind, then all."""
    table = Table(
        "kind", "videos", "found", "error: median", "p90", "largest", "expected/error", "frames late", "CPU s, median"
    )
    kinds = [*dict.fromkeys(outcome.kind for outcome in outcomes)]
    for name in [*kinds, "all"]:
        these = [outcome for outcome in outcomes if name in (outcome.kind, "all")]
        hits = [outcome for outcome in these if outcome.error is not None]
        errors = [outcome.error or 0 for outcome in hits] or [float("nan")]
        ratio = np.median([outcome.expected / max(outcome.error or 0, 1e-6) for outcome in hits] or [0])
        lates = sorted({round(FPS * outcome.late) for outcome in hits})
        shares = [f"{100 * value:.3f} %" for value in (np.median(errors), np.quantile(errors, 0.9), max(errors))]
        span = f"{lates[0]} to {lates[-1]}" if lates else ""
        cpu = f"{np.median([outcome.cpu for outcome in these]):.2f}"
        table.add_row(name, str(len(these)), str(len(hits)), *shares, f"{ratio:.1f}", span, cpu)
    return table


def negatives_table(outcomes: list[Outcome]) -> Table:
    """By kind, with the reasons given."""
    table = Table("what must be refused", "videos", "refused", "reasons", "CPU s, median")
    for name in dict.fromkeys(outcome.kind for outcome in outcomes):
        these = [outcome for outcome in outcomes if outcome.kind == name]
        codes = [outcome.refused for outcome in these if outcome.refused]
        reasons = ", ".join(f"{code} {codes.count(code)}" for code in sorted(set(codes)))
        cpu = f"{np.median([outcome.cpu for outcome in these]):.2f}"
        table.add_row(name, str(len(these)), str(len(codes)), reasons, cpu)
    return table


if __name__ == "__main__":
    sys.exit(main())

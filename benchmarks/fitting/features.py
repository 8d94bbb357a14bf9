"""Which points find the picture: ``python -m benchmarks.fitting.features [--each N]``.

The frame in which the picture appears, not coded, is looked at with each kind of point, as many of each, matched and
judged alike. CPU seconds are those of a frame.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import cv2
import numpy as np
from rich.console import Console
from rich.table import Table

from adapters.markers.fitting.arrays import Grey, Points
from adapters.markers.fitting.features import MOST, RATIO, SIDE, Guess, agreed, guess, marks, shrunk
from adapters.markers.fitting.layout import grown, inverse, mapped, visible
from adapters.markers.fitting.likeness import compare
from benchmarks.fitting.corpus import positives
from benchmarks.fitting.pairs import STILL, Pair, frame, picture

ALIKE = 0.7


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fitting.features", description=__doc__)
    parser.add_argument("--each", type=int, default=4, help="frames of each kind")
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    pairs = [pair for _, pair in positives(asked.each)]
    table = Table("points", "frames", "found", "matches that agree, median", "error: median", "p90", "CPU s, median")
    for name, look in (("SIFT", by_sift), ("ORB", by_orb)):
        results = [measured(pair, look) for pair in pairs]
        hits = [result for result in results if result[0] is not None]
        errors = [error for error, _, _ in hits] or [float("nan")]
        shares = [f"{100 * value:.3f} %" for value in (np.median(errors), np.quantile(errors, 0.9))]
        many = f"{np.median([count for _, count, _ in hits] or [0]):.0f}"
        cpu = f"{np.median([cpu for _, _, cpu in results]):.3f}"
        table.add_row(name, str(len(results)), str(len(hits)), many, *shares, cpu)
    Console().print(table)


def measured(pair: Pair, look: Callable[[Grey, Grey], tuple[Guess | None, float]]) -> tuple[float | None, int, float]:
    """The error as a share of the diagonal (None: not found), how many matches agree, and CPU seconds."""
    still, seen = grey(picture(pair.picture)), grey(frame(pair, pair.before + max(STILL, pair.fade) - 0.05))
    found, cpu = look(still, seen)
    if found is None or compare(still, seen, found.matrix).whole < ALIKE:
        return None, 0, cpu
    size = (still.shape[1], still.shape[0])
    points = visible(pair.matrix, size, pair.frame)
    apart = mapped(inverse(found.matrix), mapped(pair.matrix, points)) - points
    return float(np.linalg.norm(apart, axis=1).max() / np.hypot(*size)), len(found.source), cpu


def by_sift(still: Grey, seen: Grey) -> tuple[Guess | None, float]:
    """As the product does it."""
    own = marks(still)
    began = time.process_time()
    return guess(own, marks(seen)), time.process_time() - began


def by_orb(still: Grey, seen: Grey) -> tuple[Guess | None, float]:
    """The same with binary descriptors."""
    own = orb(still)
    began = time.process_time()
    theirs = orb(seen)
    scale = min(1.0, SIDE / max(seen.shape))
    if own[1] is None or theirs[1] is None:
        return None, time.process_time() - began
    pairs = [pair for pair in cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(theirs[1], own[1], k=2) if len(pair) == 2]
    good = [best for best, second in pairs if best.distance < RATIO * second.distance]
    source = own[0][[match.trainIdx for match in good]].reshape(-1, 2)
    target = theirs[0][[match.queryIdx for match in good]].reshape(-1, 2)
    return agreed(source, target, scale), time.process_time() - began


def orb(image: Grey) -> tuple[Points, np.ndarray | None]:
    """Places in the image's own pixels, and descriptors."""
    small = shrunk(image, SIDE)
    points, descriptors = cv2.ORB.create(nfeatures=MOST).detectAndCompute(small, None)
    grow = grown(small.shape[::-1], image.shape[::-1])
    return mapped(grow[:2], np.array([point.pt for point in points], np.float64).reshape(-1, 2)), descriptors


def grey(image: np.ndarray) -> Grey:
    """As the search sees it."""
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)


if __name__ == "__main__":
    main()

"""Whether the tracker takes a picture for itself, turned: it looks at drawn frames of it, whose places are known.

That takes 80 ms, so it is only asked where the picture is somewhat like itself, turned.
"""

from __future__ import annotations

import numpy as np

from adapters.markers.advice.details import Details
from adapters.markers.advice.likeness import turn
from adapters.markers.advice.measures.correlation import fine, likest
from adapters.markers.advice.paper import drawn
from adapters.tracking.core import Core

SIDE = 96
LIKE = 0.5
"""Correlation with itself, turned and shifted; photographs have 0.1-0.5, what locks turned at least 0.8."""

FRAMES = 12
SIZES = (120.0, 420.0)
"""Longer side of the picture in a frame, pixels."""

NOISE = 3.0
"""Grey levels."""

SEED = 1


def locks_turned(known: Details) -> int:
    """By how many degrees (90 or 180) it is found turned in any of the frames, 0 where in none."""
    small = fine(known.grey, SIDE)
    if max(likest(small, np.rot90(small)), likest(small, np.rot90(small, 2))) < LIKE:
        return 0
    core, random = Core(), np.random.default_rng(SEED)
    core.load(known.target)
    worst = 0
    for _ in range(FRAMES):
        size, degrees = int(random.uniform(*SIZES)), random.uniform(-180, 180)
        frame = drawn(known.grey, size, degrees).frame
        noisy = np.clip(frame + random.normal(0, NOISE, frame.shape), 0, 255).astype(np.uint8)
        core.forget()
        track = core.process(noisy, 0.0)
        wrong = 0.0 if track is None else abs((turn(track) - degrees + 180) % 360 - 180)
        worst = max(worst, 90 * round(wrong / 90))
    return worst

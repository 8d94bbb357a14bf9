"""What a recording of the screen says: when the camera and the video came, and how exactly the video lies."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from benchmarks.viewer.board import Corners
from benchmarks.viewer.filming import APPEARS
from benchmarks.viewer.screen import Shown

Truth = Sequence[Corners | None]


def camera_at(shown: Sequence[Shown]) -> float | None:
    """When the camera's picture was first on the screen."""
    return next((one.at for one in shown if one.number is not None), None)


def overlay_at(shown: Sequence[Shown]) -> float | None:
    """When the video first lay on the camera's picture."""
    return next((one.at for one in shown if one.corners is not None and one.number is not None), None)


def find(shown: Sequence[Shown]) -> float | None:
    """Seconds from the picture on the screen to the video on the picture, of the first time that it came."""
    since = None
    for one in shown:
        if one.number is not None and one.number >= APPEARS:
            since = one.at if since is None else since
            if one.corners is not None:
                return one.at - since
        elif one.number is not None:
            since = None
    return None


def errors(shown: Sequence[Shown], truth: Truth) -> list[float]:
    """Mean distance of the video's corners from the picture's, pixels, wherever the screen shows both."""
    found = []
    for one in shown:
        true = None if one.number is None else truth[one.number]
        if true is not None and one.corners is not None:
            found.append(float(np.linalg.norm(one.corners - true, axis=1).mean()))
    return found


def frames_a_second(shown: Sequence[Shown]) -> float:
    """Different camera frames that the screen showed."""
    seen = [(one.at, one.number) for one in shown if one.number is not None]
    if len(seen) < 2:
        return 0.0
    changes = sum(a[1] != b[1] for a, b in pairwise(seen))
    return changes / (seen[-1][0] - seen[0][0])

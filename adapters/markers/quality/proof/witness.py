"""Who looks: the tracking core with one target, shown views one by one."""

from __future__ import annotations

from typing import Literal

import numpy as np

from adapters.markers.arrays import Grey
from adapters.markers.camera import Frame, Sheet, View, render
from adapters.tracking.core import Core

Sight = Literal["found", "missed", "wrong"]
NEAR = 0.1
"""All corners within this share of the picture's diagonal in the frame are found; else the answer is wrong."""

APART = 1000.0
"""Milliseconds between views."""


class Witness:
    """Counts what it saw. Raises TargetError when the target cannot be loaded."""

    def __init__(self, grey: Grey, target: bytes) -> None:
        self._core = Core()
        self._core.load(target)
        self._sheet = Sheet(grey)
        self.picture = self._sheet.size
        self.looks = 0

    def look(self, view: View) -> Sight:
        """Whether the picture is found in one frame, by search alone."""
        frame = render(self._sheet, view)
        self.looks += 1
        self._core.forget()
        track = self._core.process(frame.image, self.looks * APART)
        if track is None:
            return "missed"
        return "found" if near(track.corners, frame) else "wrong"


def near(corners: np.ndarray, frame: Frame) -> bool:
    """Whether every corner (4 x 2) lies where it should."""
    diagonal = np.linalg.norm(frame.corners[2:] - frame.corners[:2], axis=1).max()
    return bool(np.linalg.norm(corners - frame.corners, axis=1).max() <= NEAR * diagonal)

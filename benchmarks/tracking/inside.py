"""What the tracking core sees in one frame: matches and aligned patches, from the workbench module."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.tracking.module import WORKBENCH, Instance
from adapters.tracking.workbench import TARGET
from benchmarks.tracking.camera.pose import Floats

MATCH = np.dtype([("from", "f8", 2), ("to", "f8", 2), ("affine", "f8", 4), ("doubt", "f4")], align=True)
"""``Match`` of ``viewer/core/search/match.h``; the middle of a pixel is whole."""

SEEN = np.dtype([("from", "f4", 2), ("at", "f4", 2), ("off", "f4", 2), ("correlation", "f4"), ("says", "i4")])
"""``Seen`` of ``viewer/core/workbench/track.c``."""

PLAIN, ELSE, AGREES = range(3)
LEVELS, FEATURES = 3, 800
"""As the search of a whole frame looks for features."""


class Inside:
    """A core with one target, asked frame by frame. Raises MissingModule, ValueError for a bad target."""

    def __init__(self, target: bytes) -> None:
        self._core = Instance(WORKBENCH)
        self._write("upload", np.frombuffer(target, np.uint8))
        self._slot = self._core.call("load", len(target))
        if self._slot < 0:
            raise ValueError(f"the target was refused: {self._slot}")
        self._write("workbench_file", np.frombuffer(target, np.uint8))
        self._core.call("workbench_read", len(target))
        self.target = self._array("workbench_target", 1, TARGET)[0].copy()
        self._core.call("workbench_decode")
        shape = (int(self.target["height"]), int(self.target["width"]))
        self.template = self._core.array(self._core.call("workbench_template"), shape).copy()

    def matches(self, frame: NDArray[np.uint8]) -> NDArray[np.void]:
        """``MATCH`` of a grey frame with the target, the surest first."""
        self._write("workbench_frame", frame.ravel())
        found = self._core.call("workbench_extract", frame.shape[1], frame.shape[0], 0, LEVELS, FEATURES)
        return self._array("workbench_matches", self._core.call("workbench_match", self._slot, found), MATCH)

    def found(self, frame: NDArray[np.uint8]) -> Floats | None:
        """The homography from template pixels to those of a grey frame (middles whole), by a search."""
        self._core.call("resize", frame.shape[1], frame.shape[0])
        self._write("frame", frame.ravel())
        if not self._core.call("process", 0, 0.0):
            return None
        corners = self._array("result", 10, np.dtype("f8"))[2:].reshape(4, 2) - 0.5
        height, width = self.template.shape
        outer = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32) - np.float32(0.5)
        return np.asarray(cv2.getPerspectiveTransform(outer, corners.astype(np.float32)), np.float64)

    def patches(self, frame: NDArray[np.uint8], place: Floats) -> NDArray[np.void]:
        """``SEEN`` of the patches, aligned with a grey frame from this homography on. Raises ValueError."""
        self._write("workbench_frame", frame.ravel())
        self._core.call("workbench_build", frame.shape[1], frame.shape[0], 0)
        self._array("workbench_matrix", 9, np.dtype("f8"))[:] = place.ravel()
        count = self._core.call("workbench_align", self._slot)
        if count < 0:
            raise ValueError("the frame shows too little of the picture there")
        return self._array("workbench_seen", count, SEEN)

    def _write(self, buffer: str, content: NDArray[np.uint8]) -> None:
        self._core.array(self._core.call(buffer), content.shape)[:] = content

    def _array(self, name: str, count: int, kind: np.dtype[Any]) -> NDArray[Any]:
        return self._core.array(self._core.call(name), (count,), kind)

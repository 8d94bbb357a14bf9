"""The core's kernels, called by tests."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adapters.tracking.module import Instance
from adapters.tracking.workbench import FOUND

Grey = NDArray[np.uint8]
BORDER = 32


class Parts:
    """A workbench module and the frame in it."""

    def __init__(self, name: str) -> None:
        self.core = Instance(name)

    def build(self, frame: Grey) -> int:
        """Make the pyramid of a grey or RGBA frame; the number of its levels."""
        self._put(frame)
        return self.core.call("workbench_build", frame.shape[1], frame.shape[0], int(frame.ndim == 3))

    def level(self, level: int) -> Grey:
        """A level of the pyramid with its border."""
        return self._with_border(self.core.call("workbench_level", level), level)

    def smooth(self, level: int) -> Grey:
        """The same, blurred."""
        return self._with_border(self.core.call("workbench_smooth", level), level)

    def soft(self, level: int) -> Grey:
        """The same, softened; of the border 16 pixels are made."""
        return self._with_border(self.core.call("workbench_soft", level), level)

    def scores(self, level: int, threshold: int) -> Grey:
        """FAST's scores in the blurred level."""
        return self.core.array(self.core.call("workbench_scores", level, threshold), self._shape(level)).copy()

    def extract(self, frame: Grey, *, levels: int = 3, limit: int = 800) -> NDArray[np.void]:
        """Features of a grey frame."""
        self._put(frame)
        count = self.core.call("workbench_extract", frame.shape[1], frame.shape[0], 0, levels, limit)
        return self.core.array(self.core.call("workbench_features"), (count,), FOUND).copy()

    def _put(self, frame: Grey) -> None:
        self.core.array(self.core.call("workbench_frame"), frame.shape)[:] = frame

    def _shape(self, level: int) -> tuple[int, int]:
        return self.core.call("workbench_height", level), self.core.call("workbench_width", level)

    def _with_border(self, pointer: int, level: int) -> Grey:
        stride, (height, width) = self.core.call("workbench_stride", level), self._shape(level)
        first = pointer - BORDER * stride - BORDER
        rows = self.core.array(first, (height + 2 * BORDER, stride))
        return rows[:, : width + 2 * BORDER].copy()

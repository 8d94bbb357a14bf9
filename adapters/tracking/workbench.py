"""The core's parts one by one, for the compiler of targets and for tests."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adapters.tracking.module import WORKBENCH, Instance

DESCRIPTOR = 32
"""Bytes."""

LARGEST = 2 * 61_440
"""Bytes that a coding can take before the rest is thrown away."""

READ_FEATURE = np.dtype(
    [
        ("x", "f4"),
        ("y", "f4"),
        ("view", "u1"),
        ("turn", "u1"),
        ("bright", "u1"),
        ("weight", "u1"),
        ("bits", "u8", 4),
    ],
    align=True,
)
READ_POINT = np.dtype([("x", "f4"), ("y", "f4"), ("level", "u1"), ("weight", "u1")], align=True)
TARGET = np.dtype(
    [
        ("used", "i4"),
        ("width", "i4"),
        ("height", "i4"),
        ("picture_width", "i4"),
        ("picture_height", "i4"),
        ("print_width", "f4"),
        ("views", "i4"),
        ("features", "i4"),
        ("points", "i4"),
        ("view", "f4", (64, 2, 2)),
        ("feature", READ_FEATURE, 1200),
        ("point", READ_POINT, 512),
        ("image_bytes", "i4"),
        ("image", "u1", 61_440),
    ],
    align=True,
)
"""``Target`` of ``viewer/core/target.h``."""


class Workbench:
    """An instance of the workbench module; used by one thread at a time. Raises MissingModule."""

    def __init__(self) -> None:
        self._core = Instance(WORKBENCH)
        self._file = self._core.array(self._core.call("workbench_file"), (LARGEST,))
        self._target = self._core.array(self._core.call("workbench_target"), (1,), TARGET)

    def encoded_size(self, grey: NDArray[np.uint8], step: int) -> int:
        """How many bytes :meth:`encode` takes."""
        self._template(grey.shape)[:] = grey
        return self._core.call("workbench_encode", grey.shape[1], grey.shape[0], step, LARGEST)

    def encode(self, grey: NDArray[np.uint8], step: int) -> bytes:
        """A template of at most 512 x 512 pixels, coded with steps of ``step`` / 8 grey levels."""
        return self._file[: self.encoded_size(grey, step)].tobytes()

    def decode(self, image: bytes, shape: tuple[int, ...]) -> NDArray[np.uint8]:
        """The pixels of a coded template of ``shape`` rows x columns."""
        target = self._target[0]
        target["height"], target["width"] = shape
        target["image_bytes"] = len(image)
        target["image"][: len(image)] = np.frombuffer(image, np.uint8)
        self._core.call("workbench_decode")
        return self._template(shape).copy()

    def read(self, data: bytes) -> np.void | int:
        """The fields of a target file (``TARGET``), or the reader's error, below 0."""
        self._file[: len(data)] = np.frombuffer(data, np.uint8)
        error = self._core.call("workbench_read", len(data))
        return error or self._target[0].copy()

    def _template(self, shape: tuple[int, ...]) -> NDArray[np.uint8]:
        return self._core.array(self._core.call("workbench_template"), shape)

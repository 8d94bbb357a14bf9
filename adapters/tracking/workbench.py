"""The core's parts one by one, for the compiler of targets and for tests."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adapters.tracking.module import WORKBENCH, Instance

DESCRIPTOR = 32
"""Bytes."""

LARGEST = 2 * 61_440
"""Bytes that a coding can take before the rest is thrown away."""

FRAME_BYTES = 4 * 1280 * 960
MOST_PIXELS = 1280 * 960
LONGEST = 1280
MOST_FEATURES = 1024
FOUND = np.dtype(
    [
        ("x", "f4"),
        ("y", "f4"),
        ("level", "u1"),
        ("turn", "u1"),
        ("bright", "u1"),
        ("padding", "u1"),
        ("score", "f4"),
        ("bits", "u1", DESCRIPTOR),
    ],
    align=True,
)
"""``Feature`` of ``viewer/core/core.h``, x and y in pixels of level 0 whose centres are whole."""

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
READ_POINT = np.dtype([("x", "f4"), ("y", "f4"), ("level", "u1"), ("weight", "u1"), ("tells", "u2")], align=True)
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
        ("period", "f8"),
        ("repeat", "f8", (2, 2)),
        ("likes", "i4"),
        ("like", "f8", (16, 3, 3)),
        ("step", "f8"),
        ("view", "f4", (64, 2, 2)),
        ("feature", READ_FEATURE, 1200),
        ("point", READ_POINT, 512),
        ("image_bytes", "i4"),
        ("image", "u1", 61_440),
    ],
    align=True,
)
"""``Target`` of ``viewer/core/target.h``."""


PAIR = np.dtype([("feature", "<u2"), ("candidate", "<u2"), ("distance", "<u2"), ("elsewhere", "<u2")])
"""A frame's feature that is a candidate's picture; ``elsewhere`` is its distance to the likest of another place."""

MOST_CANDIDATES, MOST_PAIRS = 16_384, 32_768


class Drawing(NamedTuple):
    """How a picture is drawn: ``back`` is the homography (3 x 3) from the drawing's pixels to the picture's.

    Every pixel is the mean of ``samples`` x ``samples`` samples of a ``level`` of the picture's pyramid, over
    ``spread`` x ``spread`` pixels; ``outside`` is the grey around the picture.
    """

    back: NDArray[np.float64]
    level: int
    samples: int
    spread: float
    outside: int


class Workbench:
    """An instance of the workbench module; used by one thread at a time. Raises MissingModule."""

    def __init__(self, module: str = WORKBENCH) -> None:
        self._core = Instance(module)
        self._file = self._core.array(self._core.call("workbench_file"), (LARGEST,))
        self._frame = self._core.call("workbench_frame")
        self._features = self._core.array(self._core.call("workbench_features"), (MOST_FEATURES,), FOUND)
        self._pairs = self._core.array(self._core.call("workbench_pairs"), (MOST_PAIRS,), PAIR)
        self._candidates = self._core.array(self._core.call("workbench_candidates"), (MOST_CANDIDATES,), READ_FEATURE)
        self._matrix = self._core.array(self._core.call("workbench_matrix"), (3, 3), np.float64)
        self._target = self._core.array(self._core.call("workbench_target"), (1,), TARGET)

    def extract(self, grey: NDArray[np.uint8], *, levels: int = 1, most: int = MOST_FEATURES) -> NDArray[np.void]:
        """At most ``most`` features (``FOUND``) of a frame of at most 1280 x 960 pixels."""
        height, width = grey.shape
        self.frame(width, height)[:] = grey
        return self.extract_frame(width, height, levels=levels, most=most)

    def extract_frame(self, width: int, height: int, *, levels: int = 1, most: int = MOST_FEATURES) -> NDArray[np.void]:
        """The features of what lies in :meth:`frame`."""
        count = self._core.call("workbench_extract", width, height, 0, levels, most)
        return self._features[: max(count, 0)].copy()

    def frame(self, width: int, height: int) -> NDArray[np.uint8]:
        """The grey frame that the module works on, until it draws another."""
        return self._core.array(self._frame, (height, width))

    def source(self, grey: NDArray[np.uint8]) -> None:
        """Keep a picture of at most 1280 x 960 pixels to draw from."""
        height, width = grey.shape
        self.frame(width, height)[:] = grey
        if self._core.call("workbench_source", width, height) < 0:
            raise ValueError(f"a picture of {width} x {height} pixels cannot be drawn from")

    def render(self, size: tuple[int, int], place: Drawing) -> NDArray[np.uint8]:
        """The picture kept, drawn into :meth:`frame` of ``size`` width x height."""
        self._matrix[:] = place.back
        self._core.call("workbench_render", *size, place.level, place.samples, place.spread, place.outside)
        return self.frame(*size)

    def candidates(self, known: NDArray[np.void]) -> None:
        """Keep at most 16384 features (``READ_FEATURE``) that :meth:`confirm` compares with."""
        self._candidates[: len(known)] = known
        self._known = len(known)

    def confirm(self, to: NDArray[np.float64], seen: int, near: float, far: float) -> NDArray[np.void]:
        """Pairs (``PAIR``) of the first ``seen`` features extracted last and the candidates where ``to`` puts them.

        ``to`` leads from template pixels to the frame's; ``near`` is how far both of a pair are apart at most, ``far``
        from where on a place is another one, pixels.
        """
        self._matrix[:] = to
        count = self._core.call("workbench_confirm", self._known, seen, near, far)
        return self._pairs[:count].copy()

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
        return error or self.last()

    def last(self) -> np.void:
        """The target that was read last (``TARGET``)."""
        return self._target[0].copy()

    def _template(self, shape: tuple[int, ...]) -> NDArray[np.uint8]:
        return self._core.array(self._core.call("workbench_template"), shape)

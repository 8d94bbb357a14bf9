"""Small target files whose every field is known."""

from __future__ import annotations

import zlib

import numpy as np

from adapters.markers.planar.arrays import FEATURE, POINT
from adapters.markers.planar.writing import Parts, packed
from adapters.tracking.workbench import Workbench

OK, NOT_ONE, NEWER, CUT_OFF, DAMAGED = 0, -1, -2, -3, -4
"""Answers of the reader."""

STILL, UNLIKE, ALL_ALIKE = np.zeros((0, 2)), np.zeros((0, 2, 3)), np.zeros(0, np.uint16)
"""Of a picture that does not look like itself."""

QUARTER = np.array([[[0, -1, 59], [1, 0, 0]], [[0, 1, 0], [-1, 0, 59]]], float)
"""A turn and the way back."""

SIDEWAYS = np.array([[[1, 0, 24.5], [0, 1, -3]], [[1, 0, -24.5], [0, 1, 3]]])
"""A step and the way back."""


def drawn(bench: Workbench, seed: int = 1, size: tuple[int, int] = (60, 44), features: int = 7) -> Parts:
    """A template of ``size`` width x height with features and points anywhere in it."""
    random = np.random.default_rng(seed)
    width, height = size
    grey = random.integers(0, 256, (height // 4 + 1, width // 4 + 1), np.uint8)
    grey = grey.repeat(4, axis=0).repeat(4, axis=1)[:height, :width]
    known, points = np.zeros(features, FEATURE), np.zeros(features, POINT)
    for records in (known, points):
        records["x"] = (random.integers(0, width * 128 + 1, features) - 64) / 128
        records["y"] = (random.integers(0, height * 128 + 1, features) - 64) / 128
        records["weight"] = random.integers(0, 256, features)
    known["view"], known["turn"] = random.integers(0, 3, features), random.integers(0, 64, features)
    known["bright"], known["bits"] = random.integers(0, 2, features), random.integers(0, 256, (features, 32))
    points["level"] = np.sort(random.integers(0, 5, features))
    views = (np.eye(2) * random.uniform(0.2, 1, (3, 1, 1))).astype(np.float32)
    return Parts((640, 480), 123.5, size, views, known, points, STILL, UNLIKE, ALL_ALIKE, bench.encode(grey, 120))


def sealed(data: bytes) -> bytes:
    """The same with a size and a checksum that are right."""
    body = data[:8] + len(data).to_bytes(4, "little") + bytes(4) + data[16:]
    return body[:12] + zlib.crc32(body[16:]).to_bytes(4, "little") + body[16:]


def whole(bench: Workbench, **how: int) -> bytes:
    """A file of :func:`drawn` parts."""
    return packed(drawn(bench, **how))

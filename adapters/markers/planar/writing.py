"""The target file, version 1; ``docs/tracking/target-file.md`` tells its bytes."""

from __future__ import annotations

import struct
import zlib
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adapters.markers.arrays import Floats
from adapters.tracking.workbench import DESCRIPTOR

MAGIC, VERSION = b"ARPT", 1
LARGEST = 61_440
START = struct.Struct("<4sHHII")
HEADER = struct.Struct("<IIfHHHHHH4h")
VIEW_BYTES, FEATURE_BYTES, POINT_BYTES, LIKE_BYTES, TELLING_BYTES = 16, 39, 6, 24, 2
PIXEL = 128
MOVED = 32
"""Parts of a template pixel that movements are told in."""

PACKED_FEATURE = np.dtype(
    [("place", "<u2", 2), ("view", "u1"), ("turn", "u1"), ("weight", "u1"), ("bits", "u1", DESCRIPTOR)]
)
PACKED_POINT = np.dtype([("place", "<u2", 2), ("level", "u1"), ("weight", "u1")])


class Parts(NamedTuple):
    """What goes into a file: ``picture`` and ``template`` are width x height, ``views`` n x 2 x 2.

    ``repeats`` (n x 2, n at most 2) are movements, ``likes`` maps (n x 2 x 3, at most 16); ``tells`` has a bit for each
    of these by point.
    """

    picture: tuple[int, int]
    print_width_mm: float
    template: tuple[int, int]
    views: NDArray[np.float32]
    features: NDArray[np.void]
    points: NDArray[np.void]
    repeats: Floats
    likes: Floats
    tells: NDArray[np.uint16]
    image: bytes


def packed(parts: Parts) -> bytes:
    """The file."""
    header = HEADER.pack(
        *parts.picture,
        parts.print_width_mm,
        *parts.template,
        len(parts.views),
        len(parts.features),
        len(parts.points),
        len(parts.image),
        *_movements(parts.repeats),
    )
    views = parts.views.astype("<f4").tobytes()
    records = _features(parts.features).tobytes() + _points(parts.points).tobytes() + _likes(parts)
    rest = header + views + records + parts.image
    return START.pack(MAGIC, VERSION, len(parts.likes), START.size + len(rest), zlib.crc32(rest)) + rest


def _movements(repeats: Floats) -> list[int]:
    """Two of them, x and y in turn; (0, 0) where there is none."""
    told = np.zeros((2, 2), np.int16)
    told[: len(repeats)] = np.rint(repeats * MOVED)
    return [int(part) for part in told.flat]


def _likes(parts: Parts) -> bytes:
    """Each as its linear part, row-major, and where it moves the middle of the first pixel."""
    if not len(parts.likes):
        return b""
    told = np.concatenate([parts.likes[:, :, :2].reshape(-1, 4), parts.likes[:, :, 2]], axis=1)
    return told.astype("<f4").tobytes() + parts.tells.astype("<u2").tobytes()


def fixed_size(views: int, points: int, likes: int) -> int:
    """Bytes of a file without features and template."""
    told = likes * LIKE_BYTES + (points * TELLING_BYTES if likes else 0)
    return START.size + HEADER.size + views * VIEW_BYTES + points * POINT_BYTES + told


def _places(records: NDArray[np.void]) -> NDArray[np.uint16]:
    edges = np.stack([records["x"], records["y"]], axis=1).astype(np.float64) + 0.5
    return np.clip(np.floor(edges * PIXEL + 0.5), 0, 65_535).astype(np.uint16)


def _features(features: NDArray[np.void]) -> NDArray[np.void]:
    out = np.zeros(len(features), PACKED_FEATURE)
    out["place"] = _places(features)
    out["turn"] = features["turn"] | features["bright"] << 7
    for name in ("view", "weight", "bits"):
        out[name] = features[name]
    return out


def _points(points: NDArray[np.void]) -> NDArray[np.void]:
    out = np.zeros(len(points), PACKED_POINT)
    out["place"] = _places(points)
    out["level"], out["weight"] = points["level"], points["weight"]
    return out

"""The target file, version 1. Little endian, no padding; ``viewer/core/target/read.c`` reads it.

A place is two u16, the distances from the template's left and upper edge in 1/128 of a template pixel; the template is
the whole picture, so a share u of its width lies at u * template width.

| bytes | type | what |
|---|---|---|
| 0 | 4 bytes | ``ARPT`` |
| 4 | u16 | version, 1 |
| 6 | u16 | 0 |
| 8 | u32 | size of the whole file, at most 61440 |
| 12 | u32 | CRC-32 (IEEE 802.3) of all bytes from 16 on |
| 16 | u32 x 2 | width and height of the picture, pixels; only their ratio matters |
| 24 | f32 | width of the print, millimetres, 0 where it is not known |
| 28 | u16 x 2 | width and height of the template, pixels, 32..512 |
| 32 | u16 x 4 | numbers of views (<= 64), features (<= 1200), track points (<= 512), bytes of the coded template |
| 40 | u64 | 0 |
| 48 | f32 x 4 each | views: 2 x 2, row-major; view pixels = matrix * template pixels |
| then | 39 bytes each | features: place; u8 view; u8 turn (0..63) + 128 where bright; u8 weight; 256 bits |
| then | 6 bytes each | track points by level: place; u8 level (0..4); u8 weight, falling within a level |
| then | rest | coded template: u16 step, then a range coder's bytes (``viewer/core/target/model.h``) |
"""

from __future__ import annotations

import struct
import zlib
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adapters.tracking.workbench import DESCRIPTOR

MAGIC, VERSION = b"ARPT", 1
LARGEST = 61_440
START = struct.Struct("<4sHHII")
HEADER = struct.Struct("<IIfHHHHHHQ")
VIEW_BYTES, FEATURE_BYTES, POINT_BYTES = 16, 39, 6
PIXEL = 128

PACKED_FEATURE = np.dtype(
    [("place", "<u2", 2), ("view", "u1"), ("turn", "u1"), ("weight", "u1"), ("bits", "u1", DESCRIPTOR)]
)
PACKED_POINT = np.dtype([("place", "<u2", 2), ("level", "u1"), ("weight", "u1")])


class Parts(NamedTuple):
    """What goes into a file: ``picture`` and ``template`` are width x height, ``views`` n x 2 x 2."""

    picture: tuple[int, int]
    print_width_mm: float
    template: tuple[int, int]
    views: NDArray[np.float32]
    features: NDArray[np.void]
    points: NDArray[np.void]
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
        0,
    )
    views = parts.views.astype("<f4").tobytes()
    rest = header + views + _features(parts.features).tobytes() + _points(parts.points).tobytes() + parts.image
    return START.pack(MAGIC, VERSION, 0, START.size + len(rest), zlib.crc32(rest)) + rest


def fixed_size(views: int, points: int) -> int:
    """Bytes of a file without features and template."""
    return START.size + HEADER.size + views * VIEW_BYTES + points * POINT_BYTES


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

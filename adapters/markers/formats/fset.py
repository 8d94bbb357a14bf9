"""``.fset``: the points that are followed from frame to frame, scale by scale.

Layout: int32 number of scales; for each int32 scale, float32 maxdpi, float32 mindpi (in this order), int32 count, and
``count`` records of :data:`POINT`. A scale without points is legal.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from adapters.markers.formats import BadFile

POINT = np.dtype([("x", "<i4"), ("y", "<i4"), ("mx", "<f4"), ("my", "<f4"), ("similarity", "<f4")])
"""Pixels of the scale's picture from the top left; millimetres with y upwards; the similarity it was chosen by."""

HEAD = struct.Struct("<iffi")


class TrackingScale(msgspec.Struct, frozen=True):
    """The points of one scale, in order of selection, and the range of resolutions they serve."""

    scale: int
    max_dpi: float
    min_dpi: float
    points: NDArray[np.void]


def write(scales: Sequence[TrackingScale]) -> bytes:
    """The bytes of the file."""
    parts = [struct.pack("<i", len(scales))]
    for each in scales:
        parts += [
            HEAD.pack(each.scale, each.max_dpi, each.min_dpi, len(each.points)),
            each.points.astype(POINT).tobytes(),
        ]
    return b"".join(parts)


def read(data: bytes) -> list[TrackingScale]:
    """The scales of a file."""
    try:
        (count,) = struct.unpack_from("<i", data)
        offset, scales = 4, []
        for _ in range(count):
            scale, max_dpi, min_dpi, points = HEAD.unpack_from(data, offset)
            offset += HEAD.size
            scales.append(TrackingScale(scale, max_dpi, min_dpi, np.frombuffer(data, POINT, max(points, 0), offset)))
            offset += POINT.itemsize * points
            if points < 0:
                break
    except (struct.error, ValueError) as error:
        raise BadFile(str(error)) from error
    if count < 1 or len(scales) != count or offset != len(data):
        message = f"{count} scales do not fit the file"
        raise BadFile(message)
    return scales

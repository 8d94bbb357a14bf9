"""``.fset3``: the key points by which the picture is recognised.

Layout: int32 count; ``count`` records of :data:`KEYPOINT` in the order of the scales; int32 number of pages, here 1;
of each page int32 page number and int32 number of scales; of each scale int32 width, height, index. A viewer refuses
a file without points.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from adapters.markers.formats import BadFile

KEYPOINT = np.dtype(
    [
        ("x", "<f4"),
        ("y", "<f4"),
        ("mx", "<f4"),
        ("my", "<f4"),
        ("descriptor", "u1", 96),
        ("angle", "<f4"),
        ("sigma", "<f4"),
        ("maximum", "<i4"),
        ("page", "<i4"),
        ("scale", "<i4"),
    ]
)
"""Sub-pixel position in the scale's picture; millimetres with y upwards; 666 bits, lowest first, in 84 of 96 bytes;
radians in [0, 2 pi); size in pixels; 1 for a bright and 0 for a dark blob; the page's number; the scale's index."""

PAGE = 1
"""The number of the only page. A viewer replaces it by the index of the marker."""


class Keypoints(msgspec.Struct, frozen=True):
    """The points of all scales, and the (width, height) of each scale, largest first."""

    points: NDArray[np.void]
    sizes: tuple[tuple[int, int], ...]


def write(keypoints: Keypoints) -> bytes:
    """The bytes of the file."""
    head = struct.pack("<i", len(keypoints.points))
    pages = struct.pack("<iii", 1, PAGE, len(keypoints.sizes))
    return head + keypoints.points.astype(KEYPOINT).tobytes() + pages + _sizes(keypoints.sizes)


def read(data: bytes) -> Keypoints:
    """The parts of a file of one page."""
    try:
        (count,) = struct.unpack_from("<i", data)
        points = np.frombuffer(data, KEYPOINT, max(count, 0), 4)
        end = 4 + points.nbytes
        pages, page, scales = struct.unpack_from("<iii", data, end)
        table = np.frombuffer(data, "<i4", 3 * max(scales, 0), end + 12).reshape(-1, 3)
    except (struct.error, ValueError) as error:
        raise BadFile(str(error)) from error
    sizes = tuple((int(width), int(height)) for width, height, _ in table)
    if count < 1 or pages != 1 or page != PAGE or data[end + 12 :] != _sizes(sizes):
        message = f"{count} points and {pages} pages do not fit the file"
        raise BadFile(message)
    return Keypoints(points, sizes)


def _sizes(sizes: Sequence[tuple[int, int]]) -> bytes:
    return b"".join(struct.pack("<iii", width, height, index) for index, (width, height) in enumerate(sizes))

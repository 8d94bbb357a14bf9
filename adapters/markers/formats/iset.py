"""``.iset``: the picture at its largest scale, and the resolutions of all scales.

Layout: int32 number of scales; one baseline grey JPEG; float32 dpi of the scales 1..n-1, falling. The dpi of scale 0
stands in the JPEG's JFIF header as an integer, which is why a marker is always compiled with an integer dpi.
"""

from __future__ import annotations

import struct

import cv2
import msgspec
import numpy as np

from adapters.markers.arrays import Floats, Grey
from adapters.markers.formats import BadFile

JPEG_QUALITY = 80
JFIF = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01"
DOTS_PER_INCH = 1
END_OF_IMAGE = b"\xff\xd9"


class ImageSet(msgspec.Struct, frozen=True):
    """The parts of the file. ``jpeg`` is complete; ``dpi`` is float32, largest first, scale 0 included."""

    jpeg: bytes
    dpi: Floats


def encode(grey: Grey, dpi: int) -> bytes:
    """A baseline 1-component JPEG whose JFIF header carries ``dpi`` (1-65535)."""
    done, coded = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    jpeg = coded.tobytes()
    if not done or not jpeg.startswith(JFIF):
        message = "the JPEG encoder wrote no JFIF header"
        raise BadFile(message)
    density = struct.pack(">BHH", DOTS_PER_INCH, dpi, dpi)
    return JFIF + density + jpeg[len(JFIF) + len(density) :]


def write(image_set: ImageSet) -> bytes:
    """The bytes of the file."""
    smaller = image_set.dpi[1:].astype("<f4").tobytes()
    return struct.pack("<i", len(image_set.dpi)) + image_set.jpeg + smaller


def read(data: bytes) -> ImageSet:
    """The parts of a file."""
    if len(data) < 4 + len(JFIF) + 5 or not data.startswith(JFIF, 4):
        message = "no JFIF picture at offset 4"
        raise BadFile(message)
    (count,) = struct.unpack_from("<i", data)
    end = len(data) - 4 * (count - 1)
    if count < 1 or end < 4 + len(JFIF) + 5 or not data.endswith(END_OF_IMAGE, 0, end):
        message = f"{count} scales do not fit the file"
        raise BadFile(message)
    jpeg = data[4:end]
    unit, across, down = struct.unpack_from(">BHH", jpeg, len(JFIF))
    if unit != DOTS_PER_INCH or across != down or across == 0:
        message = "the picture's density is not in equal dots per inch"
        raise BadFile(message)
    return ImageSet(jpeg, np.concatenate(([across], np.frombuffer(data, "<f4", offset=end))).astype(np.float32))


def picture(image_set: ImageSet) -> Grey:
    """The decoded scale 0, as a viewer sees it."""
    grey = cv2.imdecode(np.frombuffer(image_set.jpeg, np.uint8), cv2.IMREAD_UNCHANGED)
    if grey is None or grey.ndim != 2:
        message = "the picture is not a grey JPEG"
        raise BadFile(message)
    return grey.astype(np.uint8, copy=False)

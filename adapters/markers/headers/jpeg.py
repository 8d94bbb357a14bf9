"""JPEG: the marker segments before the first scan (ITU-T T.81, annex B; JFIF 1.02)."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.markers.headers import exif
from adapters.markers.headers.header import BadHeader, Header, big

START = b"\xff\xd8\xff"
END = b"\xff\xd9"
APP0, APP1, SCAN = 0xE0, 0xE1, 0xDA
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The frame headers; the three others in their range are tables."""

JFIF_TO_INCHES = {1: 1.0, 2: 2.54}


def read(data: bytes) -> Header:
    """JFIF's resolution goes before EXIF's."""
    size: tuple[int, int] | None = None
    jfif: float | None = None
    dpi, orientation = None, 1
    for marker, start, end in _segments(data):
        if marker in FRAMES and size is None:
            size = big(data[start + 3 : start + 5]), big(data[start + 1 : start + 3])
        elif marker == APP0 and data.startswith(b"JFIF\0", start) and end - start >= 12:
            factor, density = JFIF_TO_INCHES.get(data[start + 7]), big(data[start + 8 : start + 10])
            jfif = factor and density and factor * density
        elif marker == APP1 and data.startswith(b"Exif\0\0", start):
            dpi, orientation = exif.read(data[start + 6 : end])
        elif marker == SCAN:
            whole = data.rfind(END) > end
            break
    else:
        whole = False
    if size is None or 0 in size:
        message = "no frame header"
        raise BadHeader(message)
    return Header(kind="JPEG", width=size[0], height=size[1], dpi=jfif or dpi, orientation=orientation, whole=whole)


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, begin and end of the content of each segment up to the first scan's, or to where the file ends."""
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            message = f"no marker at {place}"
            raise BadHeader(message)
        marker = data[place + 1]
        if marker == 0xFF:  # fill byte
            place += 1
            continue
        end = place + 2 + big(data[place + 2 : place + 4])
        yield marker, place + 4, end
        place = end

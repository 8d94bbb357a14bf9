"""WebP: the chunks of its RIFF container (RFC 9649)."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.markers.headers import exif
from adapters.markers.headers.header import BadHeader, Header, little

START = b"RIFF"
FORMAT = b"WEBP"
ANIMATION = 0x02


def read(data: bytes) -> Header:
    """Its only resolution is EXIF's."""
    if data[8:12] != FORMAT:
        message = "a RIFF file of another kind"
        raise BadHeader(message)
    chunks = {name: (start, end) for name, start, end in _chunks(data)}
    width, height, animated = _frame(data, chunks)
    start, end = chunks.get(b"EXIF", (0, 0))
    dpi, orientation = exif.read(data[start:end].removeprefix(b"Exif\0\0"))
    return Header(
        kind="WebP",
        width=width,
        height=height,
        dpi=dpi,
        orientation=orientation,
        animated=animated,
        whole=len(data) >= little(data[4:8]) + 8,
    )


def _frame(data: bytes, chunks: dict[bytes, tuple[int, int]]) -> tuple[int, int, bool]:
    """Sides of the canvas, and whether it is animated."""
    if b"VP8X" in chunks:
        place = chunks[b"VP8X"][0]
        sides = little(data[place + 4 : place + 7]) + 1, little(data[place + 7 : place + 10]) + 1
        return *sides, bool(data[place] & ANIMATION)
    if b"VP8L" in chunks:
        bits = little(data[chunks[b"VP8L"][0] + 1 :][:4])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, False
    if b"VP8 " in chunks:
        place = chunks[b"VP8 "][0] + 6
        return little(data[place : place + 2]) & 0x3FFF, little(data[place + 2 : place + 4]) & 0x3FFF, False
    message = "no frame"
    raise BadHeader(message)


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Name, begin and end of the content of every chunk; a cut last one is given too, for its header."""
    place = 12
    while place + 8 <= len(data):
        size = little(data[place + 4 : place + 8])
        yield data[place : place + 4], place + 8, place + 8 + size
        place += 8 + size + size % 2
